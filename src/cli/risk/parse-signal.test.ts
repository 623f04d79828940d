import { expect, test } from 'vitest'
import { parseSignal } from './parse-signal.ts'

const plain = { side: 'long', stopLoss: 41_800 }

test('a signal needs a side and a stop; it is certain and takes no leverage unless it says so', () => {
  expect(parseSignal(plain)).toEqual({
    signal: { side: 'long', confidence: 1, stopLoss: 41_800, reason: '' },
    symbol: undefined,
    price: undefined,
    leverage: 1,
  })
})

test('everything that a strategy can say is read, and where it says it', () => {
  const signal = {
    side: 'short',
    confidence: 0.7,
    stopLossPct: 2,
    maxHoldMs: 60_000,
    sizeShare: 0.5,
    adds: true,
    invalidWhen: ['adx < 25'],
  } as const
  const targets = [{ price: 40_000, share: 0.5 }, { pct: 4, share: 0.25 }, { r: 3 }]
  const place = { symbol: 'BTC/USDT', price: 42_000, leverage: 5 }
  expect(parseSignal({ ...signal, ...place, targets: targets.slice(0, 2), reason: 'a hunch' })).toEqual({
    signal: { ...signal, targets: targets.slice(0, 2), reason: '' },
    ...place,
  })
  expect(parseSignal({ ...plain, targets: targets.slice(2) }).signal.targets).toEqual([{ r: 3, share: 1 }])
  expect(parseSignal({ ...plain, takeProfit: 45_000, adds: false }).signal).toEqual({
    ...plain,
    confidence: 1,
    takeProfit: 45_000,
    reason: '',
  })
})

test.each([
  [{ side: 'up' }, ['side'], 'side cannot be "up"', 'Write one of long, short.'],
  [{ stopLoss: 3 }, [], 'the signal has no side', 'Give side: long or short.'],
  [{ side: 'long' }, [], 'the signal has no stop', 'Give stopLoss, a price, or stopLossPct'],
  [{ ...plain, stopLossPct: 3 }, ['stopLossPct'], 'stopLoss and stopLossPct are given', 'Give one of them.'],
  [
    { ...plain, takeProfitPct: 3, targets: [] },
    ['targets'],
    'takeProfitPct and targets are given',
    'Give one of them.',
  ],
  [{ ...plain, confidence: 70 }, ['confidence'], 'confidence cannot be 70', 'If you mean 70 %, write 0.7.'],
  [{ ...plain, stopLoss: '41800' }, ['stopLoss'], 'stopLoss cannot be "41800"', 'Write a number'],
  [{ ...plain, adds: 1 }, ['adds'], 'adds cannot be 1', 'Write true, or leave it away.'],
  [{ ...plain, symbol: 1 }, ['symbol'], 'symbol cannot be 1', 'Write a text: "BTC/USDT:USDT".'],
  [{ ...plain, invalidWhen: 'x' }, ['invalidWhen'], 'invalidWhen cannot be "x"', 'Write a list of texts'],
  [{ ...plain, targets: [] }, ['targets'], 'targets are []', 'Write 1 to 3 of them'],
  [{ ...plain, targets: [{ r: 1, pct: 1 }] }, ['targets', 0], 'a target is {"r":1,"pct":1}', 'Give one of price, pct'],
  [{ ...plain, targets: [{ share: 1 }] }, ['targets', 0], 'a target is {"share":1}', 'Give one of price, pct'],
  [
    { ...plain, targets: [0.7, 0.7].map((share) => ({ r: 1, share })) },
    ['targets'],
    'the shares of the targets sum to 1.4',
    'at most 1',
  ],
  [{ ...plain, stopLos: 3 }, ['stopLos'], 'unknown key "stopLos"', 'Did you mean "stopLoss"?'],
])('%j is refused', (json, path, message, cure) => {
  expect(() => parseSignal(json)).toThrow(
    expect.objectContaining({ path, message, cure: expect.stringContaining(cure) }),
  )
})
