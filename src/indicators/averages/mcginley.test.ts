import { test } from 'vitest'
import { barsOf, expectClose, testAgainstStockIndicators, valuesOf } from '../testing/expect-values.ts'
import { mcginley } from './mcginley.ts'

testAgainstStockIndicators(mcginley, { period: 14 }, { results: 'dynamic', lines: { mcginley: 'dynamic' } })

test.each([
  ['moves by the distance over factor x period x (price / value)^4', 10, [10, 11], 10 + 1 / (5 * 1.1 ** 4)],
  ['falls faster than it rises', 10, [10, 9], 10 - 1 / (5 * 0.9 ** 4)],
  ['never moves past the price', 10, [10, 5], 5],
  ['is the price when the divisor would be below 1 for every price near it', 1, [10, 10.1], 10.1],
  ['takes a price of 0', 10, [10, 0], 0],
  ['leaves 0 for the next price', 10, [0, 3], 3],
  ['stays where the price never moves', 10, [7, 7], 7],
])('%s', (_name, period, close, expected) => {
  const values = valuesOf(mcginley, { period, factor: 0.5 }, barsOf({ close })).mcginley
  expectClose(values, [null, expected], 1e-12)
})
