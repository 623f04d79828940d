import { expect, test } from 'vitest'
import { createInstrument } from '../core/instrument.ts'
import type { EntryPlan } from '../core/order.ts'
import { createPrng } from '../core/prng.ts'
import { Column } from '../market/column.ts'
import { Account } from './account.ts'
import { exactly } from './testing/exactly.ts'

const instruments = [
  createInstrument({ symbol: 'BTC/USDT:USDT', tickSize: 0.1, lotSize: 0.001 }),
  createInstrument({ symbol: 'ETH/USDT:USDT', tickSize: 0.01, lotSize: 1, contractSize: 0.1 }),
]

function plan(leverage: number): EntryPlan {
  return {
    strategy: 0,
    confidence: 0.5,
    reason: 'test',
    leverage,
    stopPrice: 1,
    stopPct: Number.NaN,
    targets: [],
    adds: false,
    invalidWhen: [],
    contributions: undefined,
    maxHoldMs: 1,
  }
}

function fill(quantity: number, price: number, fee = 0) {
  return { quantity, price, fee, slippage: 0, liquidity: 'taker', at: 0 } as const
}

test('moves margin from the cash into the position and back with the profit', () => {
  const account = new Account(1000, instruments)
  const position = account.enter(0, 'long', plan(5), fill(2, 100, 0.1))
  expect([account.cash, position.margin, position.entryPrice]).toEqual([959.9, 40, 100])
  account.mark(Float64Array.of(110, Number.NaN))
  expect(account.equity).toBe(1019.9)
  account.exit(position, fill(0.5, 110, 0.05))
  expect([account.cash, position.margin, position.quantity]).toEqual([974.85, 30, 1.5])
  account.exit(position, fill(1.5, 90, 0.15))
  expect(account.cash).toBe(989.7)
  expect(account.open).toEqual([])
  expect(account.position(0)).toBeUndefined()
})

test('a short gains what the price loses, by the size of its contracts', () => {
  const account = new Account(1000, instruments)
  const position = account.enter(1, 'short', plan(10), fill(20, 200))
  expect([account.cash, position.margin]).toEqual([960, 40])
  account.mark(Float64Array.of(Number.NaN, 190))
  expect(account.equity).toBe(1020)
})

test('funding goes into the margin of the position', () => {
  const account = new Account(1000, instruments)
  const position = account.enter(0, 'long', plan(1), fill(2, 100))
  account.fund(position, -3)
  account.mark(Float64Array.of(100, Number.NaN))
  expect([account.cash, position.margin, account.equity]).toEqual([800, 197, 997])
  account.exit(position, fill(2, 100))
  expect(account.cash).toBe(997)
})

test('open positions stand in the order of their markets', () => {
  const account = new Account(1000, instruments)
  account.enter(1, 'long', plan(1), fill(1, 100))
  account.enter(0, 'short', plan(1), fill(1, 100))
  expect(account.open.map(({ market }) => market)).toEqual([0, 1])
})

test('stops when something would turn a position around, or close more than there is', () => {
  const account = new Account(1000, instruments)
  const position = account.enter(0, 'long', plan(1), fill(1, 100))
  expect(() => account.enter(0, 'short', plan(1), fill(1, 100))).toThrow(
    'an entry cannot turn the long position of market 0 around',
  )
  expect(() => account.exit(position, fill(1.001, 100))).toThrow('an exit of 1.001 is more than the position of 1')
  expect(() => account.enter(7, 'long', plan(1), fill(1, 100))).toThrow('there is no market 7')
})

test('after ten thousand round trips of about two millions every cent of a millionth is there', () => {
  const account = new Account(1_000_000, instruments)
  const draw = createPrng(3)
  let gained = exactly(0)
  for (let k = 0; k < 10_000; k++) {
    const quantity = Math.round(20_000_000 * (0.5 + draw())) / 1000
    const [bought, sold] = [100 * (1 + draw() * 1e-3), 100 * (1 + draw() * 1e-3)]
    const position = account.enter(0, 'long', plan(3), fill(quantity, bought))
    account.exit(position, fill(Math.round(quantity * 300) / 1000, sold))
    account.exit(position, fill(position.quantity, sold))
    gained = gained.plus(exactly(quantity).times(exactly(sold).minus(exactly(bought))))
  }
  // What is left is that the parts of a quantity on the lot grid are not its exact thirds in binary.
  expect(Math.abs(account.cash - 1_000_000 - gained.toNumber())).toBeLessThan(1e-8)
})

test('no close of a stretch is worth less or more than its bounds, and a single position reaches both', () => {
  const random = createPrng(11)
  for (let round = 0; round < 300; round++) {
    const closes = instruments.map(() => {
      const column = new Column(30)
      for (let i = 0; i < 30; i++) column.values[i] = 0.1 + 1e4 * random() ** 3
      return column
    })
    const account = new Account(1000 * random(), instruments)
    for (const market of round % 3 === 0 ? [0, 1] : [round % 2])
      account.enter(market, random() < 0.5 ? 'long' : 'short', plan(1 + 20 * random()), fill(random(), 1e4 * random()))
    const [from, to] = [Math.floor(10 * random()), 15 + Math.floor(15 * random())]
    const range = { low: Number.NaN, high: Number.NaN }
    account.boundBars(closes, from, to, range)
    const equity = new Float64Array(to - from)
    account.markBars(closes, from, to, equity, 0)
    expect(Math.min(...equity)).toBeGreaterThanOrEqual(range.low)
    expect(Math.max(...equity)).toBeLessThanOrEqual(range.high)
    if (account.open.length === 1) expect([range.low, range.high]).toEqual([Math.min(...equity), Math.max(...equity)])
  }
})
