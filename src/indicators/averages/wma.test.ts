import { expect, test } from 'vitest'
import { barsOf, testAgainstStockIndicators, testAgainstTulip, valuesOf } from '../testing/expect-values.ts'
import { maxRelativeError } from '../testing/naive-window.ts'
import { randomBars } from '../testing/random-bars.ts'
import { wma } from './wma.ts'

testAgainstStockIndicators(wma, { period: 14 }, { results: 'wma', lines: { wma: 'wma' } })
testAgainstTulip(wma, { period: 5 }, { heading: 'wma 5', inputs: ['close'], lines: ['wma'] })

test('weighs the newest price most', () => {
  const bars = barsOf({ close: [3, 6, 12] })
  expect(valuesOf(wma, { period: 2 }, bars).wma).toEqual([Number.NaN, 5, 10])
})

test('does not drift in 200,000 bars', () => {
  const close = Array.from(randomBars({ count: 200_000, seed: 22 }).close.subarray(0, 200_000))
  const values = valuesOf(wma, { period: 30 }, barsOf({ close })).wma
  const weigh = (window: readonly number[]) => window.reduce((sum, price, i) => sum + price * (i + 1), 0) / 465
  expect(maxRelativeError(values, close, { period: 30, every: 31 }, weigh)).toBeLessThan(1e-12)
})
