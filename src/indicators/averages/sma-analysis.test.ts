import { expect, test } from 'vitest'
import { barsOf, testAgainstStockIndicators, valuesOf } from '../testing/expect-values.ts'
import { smaAnalysis } from './sma-analysis.ts'

testAgainstStockIndicators(
  smaAnalysis,
  { period: 20 },
  { results: 'sma-analysis', lines: { sma: 'sma', mad: 'mad', mse: 'mse', mape: 'mape' } },
)

test('measures the prices of the window against their mean', () => {
  const { sma, mad, mse, mape } = valuesOf(smaAnalysis, { period: 4 }, barsOf({ close: [1, 2, 4, 5] }))
  // The mean is 3: the prices are 2, 1, 1 and 2 away from it.
  expect([sma[3], mad[3], mse[3]]).toEqual([3, 1.5, 2.5])
  expect(mape[3]).toBeCloseTo((2 / 1 + 1 / 2 + 1 / 4 + 2 / 5) / 4, 12)
  expect(mad.slice(0, 3)).toEqual([Number.NaN, Number.NaN, Number.NaN])
})

test('a price of 0 adds nothing to the percentage', () => {
  const { mape } = valuesOf(smaAnalysis, { period: 2 }, barsOf({ close: [0, 0, 4] }))
  expect(mape.slice(1)).toEqual([0, 0.25])
})
