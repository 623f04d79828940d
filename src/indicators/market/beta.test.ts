import { expect, test } from 'vitest'
import { barsOf, testAgainstStockIndicators, valuesOf } from '../testing/expect-values.ts'
import { readComparedQuotes } from '../testing/reference.ts'
import { barsWithSeries } from '../testing/series-bars.ts'
import { beta } from './beta.ts'

testAgainstStockIndicators(
  beta,
  { period: 50 },
  { results: 'beta', lines: { beta: 'beta' }, quotes: readComparedQuotes },
)

test('is 2 when the price moves twice as far, and 0 when the other stands still', () => {
  // Returns 100 % -50 % 0 and 50 % -25 % 0
  const bars = barsWithSeries([1, 2, 1, 1, 1], { benchmark: [4, 6, 4.5, 4.5, 4.5] })
  const values = valuesOf(beta, { period: 2 }, bars).beta
  expect(values.slice(0, 2)).toEqual([Number.NaN, Number.NaN])
  expect(values[2]).toBeCloseTo(2, 12)
  expect(values[3]).toBeCloseTo(2, 12)
  expect(values[4]).toBe(0)
})

test('names itself and the cure when there is no benchmark', () => {
  expect(() => valuesOf(beta, {}, barsOf({ close: [1] }))).toThrow('beta needs the price of another market')
})
