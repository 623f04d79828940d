import { expect, test } from 'vitest'
import { barsOf, testAgainstStockIndicators, valuesOf } from '../testing/expect-values.ts'
import { starc } from './starc.ts'

testAgainstStockIndicators(
  starc,
  { period: 5, multiple: 2, atrPeriod: 10 },
  { results: 'starc', lines: { middle: 'centerline', upper: 'upperBand', lower: 'lowerBand' } },
)

test('has no width when the price never moved', () => {
  const { middle, upper, lower } = valuesOf(starc, { period: 2, atrPeriod: 2 }, barsOf({ close: [7, 7, 7, 7] }))
  expect([middle.slice(2), upper.slice(2), lower.slice(2)]).toEqual([
    [7, 7],
    [7, 7],
    [7, 7],
  ])
})
