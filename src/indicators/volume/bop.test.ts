import { expect, test } from 'vitest'
import { barsOf, testAgainstStockIndicators, testAgainstTulip, valuesOf } from '../testing/expect-values.ts'
import { bop } from './bop.ts'

testAgainstStockIndicators(bop, { smooth: 14 }, { results: 'bop', lines: { bop: 'bop' } })
testAgainstTulip(bop, { smooth: 1 }, { heading: 'bop', inputs: ['open', 'high', 'low', 'close'], lines: ['bop'] })

test('is 0 for a bar without range', () => {
  const bars = barsOf({ open: [1, 5, 4], high: [5, 5, 5], low: [1, 5, 1], close: [5, 5, 3] })
  expect(valuesOf(bop, { smooth: 1 }, bars).bop).toEqual([1, 0, -0.25])
  expect(valuesOf(bop, { smooth: 2 }, bars).bop).toEqual([Number.NaN, 0.5, -0.125])
})
