import { expect, test } from 'vitest'
import { barsOf, testAgainstStockIndicators, valuesOf } from '../testing/expect-values.ts'
import { atr } from './atr.ts'

testAgainstStockIndicators(atr, { period: 14 }, { results: 'atr', lines: { atr: 'atr' } })

test('starts with the mean of the ranges from the second bar on', () => {
  const bars = barsOf({ high: [12, 15, 9, 11], low: [10, 14, 8, 7], close: [11, 14, 8, 9] })
  expect(valuesOf(atr, { period: 2 }, bars).atr).toEqual([Number.NaN, Number.NaN, 5, 4.5])
})
