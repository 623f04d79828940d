import { expect, test } from 'vitest'
import type { Bars } from '../../market/bars.ts'
import { valuesOf } from '../testing/expect-values.ts'
import { deviationOf, meanOf } from '../testing/naive-window.ts'
import { randomBars } from '../testing/random-bars.ts'
import { barsWithSeries } from '../testing/series-bars.ts'
import { comovement } from './comovement.ts'

const NONE = Number.NaN

/** Random closes with a benchmark at the close of each bar. */
function pairedBars(count: number): { bars: Bars; closes: number[]; others: number[] } {
  const closes = [...randomBars({ count, seed: 1, stormFrom: count / 2 }).close.subarray(0, count)]
  const others = [...randomBars({ count, seed: 2 }).close.subarray(0, count)].map((price) => price + 40_000)
  return { bars: barsWithSeries(closes, { benchmark: others }), closes, others }
}

test('keeps its digits over many bars', () => {
  const { bars, closes, others } = pairedBars(20_000)
  const { covariance, variance, benchmarkVariance } = valuesOf(comovement, { period: 20 }, bars)
  for (let i = 19; i < bars.length; i += 11) {
    const one = closes.slice(i - 19, i + 1)
    const other = others.slice(i - 19, i + 1)
    const [oneMean, otherMean] = [meanOf(one), meanOf(other)]
    const scale = deviationOf(one) * deviationOf(other)
    const expected = meanOf(one.map((price, j) => (price - oneMean) * ((other[j] as number) - otherMean)))
    expect(Math.abs((covariance[i] as number) - expected)).toBeLessThan(1e-8 * scale)
    expect((variance[i] as number) / deviationOf(one) ** 2).toBeCloseTo(1, 8)
    expect((benchmarkVariance[i] as number) / deviationOf(other) ** 2).toBeCloseTo(1, 8)
  }
})

test('begins with the first window in which both have values', () => {
  const bars = barsWithSeries([9, 9, 1, 3, 3], { benchmark: [null, null, 2, 6, 6] })
  expect(valuesOf(comovement, { period: 2 }, bars)).toEqual({
    covariance: [NONE, NONE, NONE, 2, 0],
    variance: [NONE, NONE, NONE, 1, 0],
    benchmarkVariance: [NONE, NONE, NONE, 4, 0],
  })
})

test('of returns in percent, which need one bar more', () => {
  const bars = barsWithSeries([4, 6, 3], { benchmark: [1, 2, 2] })
  // Returns 50 -50 and 100 0
  expect(valuesOf(comovement, { period: 2, of: 'returns' }, bars)).toEqual({
    covariance: [NONE, NONE, 2500],
    variance: [NONE, NONE, 2500],
    benchmarkVariance: [NONE, NONE, 2500],
  })
})
