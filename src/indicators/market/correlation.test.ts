import { expect, test } from 'vitest'
import { barsOf, testAgainstStockIndicators, valuesOf } from '../testing/expect-values.ts'
import { readComparedQuotes } from '../testing/reference.ts'
import { barsWithSeries } from '../testing/series-bars.ts'
import { correlation } from './correlation.ts'

const NONE = Number.NaN

testAgainstStockIndicators(
  correlation,
  { period: 20 },
  { results: 'corr', lines: { correlation: 'correlation' }, quotes: readComparedQuotes },
)

test('is 1 when both go together, -1 when they part and 0 when one stands still', () => {
  const bars = barsWithSeries([1, 2, 3, 4], { benchmark: [5, 9, 7, 7] })
  expect(valuesOf(correlation, { period: 2 }, bars).correlation).toEqual([NONE, 1, -1, 0])
})

test('of returns', () => {
  // Returns 100 % 50 % 0 and 0 100 % 200 %
  const bars = barsWithSeries([1, 2, 3, 3], { benchmark: [1, 1, 2, 6] })
  const values = valuesOf(correlation, { period: 3, of: 'returns' }, bars).correlation
  expect(values.slice(0, 3)).toEqual([NONE, NONE, NONE])
  expect(values[3]).toBeCloseTo(-1, 12)
})

test('names itself and the cure when there is no benchmark', () => {
  expect(() => valuesOf(correlation, {}, barsOf({ close: [1] }))).toThrow(
    expect.objectContaining({
      code: 'data',
      message: 'correlation needs the price of another market: the market has no series benchmark',
      cure: 'Give --series-file with the column benchmark.',
    }),
  )
})
