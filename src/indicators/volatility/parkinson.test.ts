import { expect, test } from 'vitest'
import { barsOf, expectClose, valuesOf } from '../testing/expect-values.ts'
import { randomBars } from '../testing/random-bars.ts'
import { parkinson } from './parkinson.ts'

test('is the root of the mean squared log range / (4 ln 2), per year of 365 daily bars', () => {
  // The log ranges are 1, 2 and 0.
  const bars = barsOf({ high: [Math.E, Math.E ** 2, 1], low: [1, 1, 1], close: [1, 1, 1] })
  const yearly = (mean: number) => Math.sqrt((mean / (4 * Math.LN2)) * 365)
  expectClose(valuesOf(parkinson, { period: 2 }, bars).parkinson, [null, yearly(2.5), yearly(2)], 1e-9)
})

test('is exactly 0 when no bar has a range, also after a wide one', () => {
  const still = [5, 5, 5, 5, 5]
  const bars = barsOf({ high: [7, 900, 5, 5, 5], low: still, close: still })
  expect(valuesOf(parkinson, { period: 2 }, bars).parkinson.slice(3)).toEqual([0, 0])
})

test('a low that is not above 0 counts as no range', () => {
  const bars = barsOf({ high: [5, 5], low: [0, -1], close: [5, 5] })
  expect(valuesOf(parkinson, { period: 1 }, bars).parkinson).toEqual([0, 0])
})

test('equals its definition on random bars of 5 minutes', () => {
  const bars = randomBars({ count: 2000, seed: 7 })
  const { parkinson: values } = valuesOf(parkinson, { period: 20 }, bars)
  const squares = values.map((_, i) => Math.log((bars.high[i] as number) / (bars.low[i] as number)) ** 2)
  const expected = values.map((_, i) => {
    if (i < 19) return null
    const sum = squares.slice(i - 19, i + 1).reduce((a, b) => a + b, 0)
    return Math.sqrt((sum / (20 * 4 * Math.LN2)) * 12 * 24 * 365)
  })
  expectClose(values, expected, 1e-9)
})
