import { expect, test } from 'vitest'
import { barsOf, testAgainstStockIndicators, testAgainstTulip, valuesOf } from '../testing/expect-values.ts'
import { deviationOf, maxRelativeError } from '../testing/naive-window.ts'
import { randomBars } from '../testing/random-bars.ts'
import { stdev } from './stdev.ts'

testAgainstStockIndicators(stdev, { period: 14 }, { results: 'stdev', lines: { stdev: 'stdDev' } })
testAgainstTulip(stdev, { period: 5 }, { heading: 'stddev 5', inputs: ['close'], lines: ['stdev'] })

test('divides by the period, or by one less for a sample', () => {
  const bars = barsOf({ close: [1, 3] })
  expect(valuesOf(stdev, { period: 2 }, bars).stdev[1]).toBe(1)
  expect(valuesOf(stdev, { period: 2, ddof: 1 }, bars).stdev[1]).toBe(Math.SQRT2)
})

test('equals two passes over each window in a million bars', () => {
  const close = Array.from(randomBars({ count: 1_000_000, seed: 23 }).close.subarray(0, 1_000_000))
  const values = valuesOf(stdev, { period: 20 }, barsOf({ close })).stdev
  expect(maxRelativeError(values, close, { period: 20, every: 97 }, deviationOf)).toBeLessThan(1e-9)
})

test('holds nine digits far from the start and after a crash', () => {
  const close = Array.from({ length: 3000 }, (_, i) => (i < 1500 ? 60_000 + i * 40 : 7 + Math.sin(i) / 1000))
  const values = valuesOf(stdev, { period: 20, ddof: 1 }, barsOf({ close })).stdev
  const compute = (window: readonly number[]) => deviationOf(window, 1)
  expect(maxRelativeError(values, close, { period: 20, every: 1 }, compute)).toBeLessThan(1e-9)
})

test('is exactly 0 as soon as the window is flat', () => {
  const close = [0.1, 700.3, 0.7, ...new Array(30).fill(0.3)]
  const values = valuesOf(stdev, { period: 5 }, barsOf({ close })).stdev
  expect(values.slice(7)).toEqual(new Array(26).fill(0))
  expect(values[6]).toBeGreaterThan(0)
})
