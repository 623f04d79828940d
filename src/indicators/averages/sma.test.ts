import { expect, test } from 'vitest'
import { barsOf, testAgainstStockIndicators, testAgainstTulip, valuesOf } from '../testing/expect-values.ts'
import { maxRelativeError, meanOf } from '../testing/naive-window.ts'
import { randomBars } from '../testing/random-bars.ts'
import { sma } from './sma.ts'

testAgainstStockIndicators(sma, { period: 20 }, { results: 'sma', lines: { sma: 'sma' } })
testAgainstTulip(sma, { period: 5 }, { heading: 'sma 5', inputs: ['close'], lines: ['sma'] })

test('is the mean of the window', () => {
  const bars = barsOf({ close: [1, 2, 6, 7] })
  expect(valuesOf(sma, { period: 3 }, bars).sma).toEqual([Number.NaN, Number.NaN, 3, 5])
  expect(valuesOf(sma, { period: 1 }, bars).sma).toEqual([1, 2, 6, 7])
})

test('does not drift in a million bars', () => {
  const close = Array.from(randomBars({ count: 1_000_000, seed: 21 }).close.subarray(0, 1_000_000))
  const values = valuesOf(sma, { period: 50 }, barsOf({ close })).sma
  expect(maxRelativeError(values, close, { period: 50, every: 97 }, meanOf)).toBeLessThan(1e-12)
})
