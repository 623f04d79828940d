import { expect, test } from 'vitest'
import { buyAndHoldEquity } from './buy-and-hold.ts'
import { runOf } from './testing/run-of.ts'

test('one market holds the whole capital from its first open', () => {
  const run = runOf({ equity: [0, 0, 0], capital: 1000, closes: { 'BTC/USDT': [100, 120, 90] } })
  expect(Array.from(buyAndHoldEquity(run))).toEqual([1000, 1200, 900])
})

test('two markets hold half each', () => {
  const run = runOf({ equity: [0, 0], capital: 1000, closes: { 'BTC/USDT': [100, 120], 'ETH/USDT': [10, 5] } })
  expect(Array.from(buyAndHoldEquity(run))).toEqual([1000, 850])
})

test('a market that has ended keeps its last close', () => {
  const run = runOf({ equity: [0, 0, 0], capital: 1000, closes: { 'BTC/USDT': [100, 100, 150], 'ETH/USDT': [10, 20] } })
  expect(Array.from(buyAndHoldEquity(run))).toEqual([1000, 1500, 1750])
})

test('bars before the run do not count', () => {
  const full = runOf({ equity: [0, 0, 0], capital: 1000, closes: { 'BTC/USDT': [50, 100, 200] } })
  const { time, equity, positions } = full.curve
  const curve = { time: Float64Array.of(time.at(2) ?? 0), equity: equity.subarray(2), positions: positions.subarray(2) }
  expect(Array.from(buyAndHoldEquity({ ...full, curve }))).toEqual([2000])
})
