import { describe, expect, test } from 'vitest'
import { parseAccount } from './parse-account.ts'

const AT = Date.UTC(2024, 2, 1)

/** The account of a file that is read on 2024-03-01, when a bitcoin is at 43,000 and no other price is known. */
const parse = (json: unknown) =>
  parseAccount(json, { at: AT, priceOf: (symbol) => (symbol === 'BTC/USDT:USDT' ? 43_000 : undefined) })

const position = { symbol: 'BTC/USDT:USDT', side: 'long', quantity: 0.1, entryPrice: 42_000, stopPrice: 41_000 }
const trade = { symbol: 'BTC/USDT:USDT', side: 'long', exitAt: AT, returnPct: -1, exitReason: 'stop_loss' }

test('an account of which only the equity is known has all of it free and has lost nothing', () => {
  expect(parse({ equity: 9000 })).toEqual({
    equity: 9000,
    freeCash: 9000,
    dayStartEquity: 9000,
    monthStartEquity: 9000,
    peakEquity: 9000,
    entriesToday: 0,
    positions: [],
    trades: [],
  })
})

test('what is known of a day is known of its month, and the peak is the highest of all', () => {
  expect(parse({ equity: 9000, dayStartEquity: 9500 })).toMatchObject({ monthStartEquity: 9500, peakEquity: 9500 })
  expect(parse({ equity: 9900, dayStartEquity: 9500, monthStartEquity: 9600 })).toMatchObject({ peakEquity: 9900 })
})

test('a position binds its margin, and stands at the price that is known of it', () => {
  const { freeCash, positions } = parse({ equity: 9000, positions: [{ ...position, leverage: 2 }] })
  expect({ freeCash, price: positions[0]?.price }).toEqual({ freeCash: 6900, price: 43_000 })
  const eth = { ...position, symbol: 'ETH/USDT', price: 41_500 }
  expect(parse({ equity: 9000, positions: [eth] }).positions[0]).toMatchObject({ price: 41_500, leverage: 1 })
  const sol = { ...position, symbol: 'SOL/USDT' }
  expect(parse({ equity: 9000, positions: [sol] }).positions[0]).toMatchObject({ price: 42_000 })
})

test('trades may stand in any order, their times be text or a number', () => {
  const trades = [
    { ...trade, returnPct: 2 },
    { ...trade, exitAt: '2024-02-29T23:00Z' },
  ]
  expect(parse({ equity: 9000, trades }).trades).toEqual([
    { ...trade, exitAt: AT - 3_600_000 },
    { ...trade, returnPct: 2 },
  ])
})

describe('a mistake is told with its place and a cure', () => {
  test.each([
    [{}, [], 'the account has no equity', 'Add "equity".'],
    [[1], [], 'the file is [1]', 'Write an object: { }.'],
    [{ equity: 9, freeCash: -1 }, ['freeCash'], 'freeCash cannot be -1', 'Write a number from 0 to'],
    [{ equity: 9, entriesToday: 1.5 }, ['entriesToday'], 'entriesToday cannot be 1.5', 'Write a whole number'],
    [
      { equity: 9000, dayStartEquity: 9500, peakEquity: 9400 },
      ['peakEquity'],
      'peakEquity 9400 is below 9500, which the account has been worth',
      'Write the highest equity so far',
    ],
    [{ equity: 9, positions: {} }, ['positions'], 'positions cannot be {}', 'Write a list: [].'],
    [
      { equity: 9, positions: [{ ...position, stopPrice: undefined }] },
      ['positions', 0],
      'position 1 has no stopPrice',
      'Add "stopPrice".',
    ],
    [
      { equity: 9, positions: [{ ...position, stopPrise: 1 }] },
      ['positions', 0, 'stopPrise'],
      'unknown key "stopPrise"',
      'Did you mean "stopPrice"?',
    ],
    [
      { equity: 9, positions: [{ ...position, symbol: 'BTC-USDT' }] },
      ['positions', 0, 'symbol'],
      '"BTC-USDT" is not a symbol that can be traded here',
      'Write BTC/USDT for a spot market',
    ],
    [
      { equity: 9, positions: [position, position] },
      ['positions', 1],
      'BTC/USDT:USDT is there twice',
      'Write one position for each symbol.',
    ],
    [
      { equity: 9, trades: [{ ...trade, exitAt: 'yesterday' }] },
      ['trades', 0, 'exitAt'],
      'exitAt cannot be "yesterday"',
      'Write "2024-01-31T12:00Z"',
    ],
    [
      { equity: 9, trades: [trade, { ...trade, exitAt: '2024-03-02' }] },
      ['trades', 1, 'exitAt'],
      'exitAt "2024-03-02" is after 2024-03-01 00:00 UTC, the moment that is judged',
      'name a later moment with --at',
    ],
    [
      { equity: 9, trades: [{ ...trade, exitReason: 'stop' }] },
      ['trades', 0, 'exitReason'],
      'exitReason cannot be "stop"',
      'Write one of stop_loss, trailing_stop_loss',
    ],
  ])('%j', (json, path, message, cure) => {
    expect(() => parse(json)).toThrow(expect.objectContaining({ path, message, cure: expect.stringContaining(cure) }))
  })
})
