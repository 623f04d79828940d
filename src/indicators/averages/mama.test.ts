import { expect, test } from 'vitest'
import { barsOf, expectClose, testAgainstStockIndicators, valuesOf } from '../testing/expect-values.ts'
import { flatBars } from '../testing/random-bars.ts'
import { mama } from './mama.ts'

testAgainstStockIndicators(
  mama,
  { fastLimit: 0.5, slowLimit: 0.05 },
  { results: 'mama', lines: { mama: 'mama', fama: 'fama' } },
)

test('starts as the mean of six middle prices and goes at full weight while there is no phase', () => {
  const bars = barsOf({ high: [2, 4, 6, 8, 10, 12, 15], low: [0, 2, 4, 6, 8, 10, 13] })
  // Middles 1 3 5 7 9 11 14, mean of six 6; the in-phase value is that of three bars before, 0 at bar 6
  const { mama: fast, fama } = valuesOf(mama, {}, bars)
  const none = [null, null, null, null, null]
  expectClose(fast, [...none, 6, 10], 1e-12)
  expectClose(fama, [...none, 6, 7], 1e-12)
})

test('is the price when it never moves', () => {
  const { mama: fast, fama } = valuesOf(mama, {}, flatBars(60))
  expect([fast[59], fama[59]]).toEqual([100, 100])
})
