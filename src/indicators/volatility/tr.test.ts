import { expect, test } from 'vitest'
import { barsOf, testAgainstStockIndicators, valuesOf } from '../testing/expect-values.ts'
import { tr } from './tr.ts'

testAgainstStockIndicators(tr, {}, { results: 'tr', lines: { tr: 'tr' } })

test('counts the gap to the close before', () => {
  const bars = barsOf({ high: [12, 15, 9, 11], low: [10, 14, 8, 7], close: [11, 14, 8, 9] })
  expect(valuesOf(tr, {}, bars).tr).toEqual([Number.NaN, 4, 6, 4])
})
