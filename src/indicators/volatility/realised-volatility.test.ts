import { expect, test } from 'vitest'
import { barsOf, expectClose, valuesOf } from '../testing/expect-values.ts'
import { deviationOf } from '../testing/naive-window.ts'
import { randomBars } from '../testing/random-bars.ts'
import { realisedVolatility } from './realised-volatility.ts'

const valuesOfCloses = (close: readonly number[], period: number) =>
  valuesOf(realisedVolatility, { period }, barsOf({ close })).realisedVolatility

test('is the sample deviation of log returns, per year of 365 daily bars', () => {
  // The returns are 1, -1 and 1: around the means 0 both lie 1 away, so the sample deviation is sqrt(2).
  const expected = Math.sqrt(2 * 365)
  expectClose(valuesOfCloses([1, Math.E, 1, Math.E], 2), [null, null, expected, expected], 1e-9)
})

test.each([
  ['a steady rise', [1, 2, 4, 8]],
  ['a flat price', [3, 3, 3, 3]],
  ['prices that are not above 0', [0, 5, -1, 4]],
])('is 0 for %s', (_name, close) => {
  expect(valuesOfCloses(close, 2).slice(2)).toEqual([0, 0])
})

test('grows with the root of the bars in a year', () => {
  const bars = randomBars({ count: 600, seed: 2, timeframe: '5m' })
  const { realisedVolatility: values } = valuesOf(realisedVolatility, { period: 20 }, bars)
  const returns = values.map((_, i) => Math.log((bars.close[i] as number) / (bars.close[i - 1] ?? Number.NaN)))
  const expected = values.map((_, i) =>
    i < 20 ? null : deviationOf(returns.slice(i - 19, i + 1), 1) * Math.sqrt(12 * 24 * 365),
  )
  expectClose(values, expected, 1e-9)
})
