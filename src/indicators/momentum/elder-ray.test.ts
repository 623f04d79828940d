import { expect, test } from 'vitest'
import { barsOf, expectClose, testAgainstStockIndicators, valuesOf } from '../testing/expect-values.ts'
import { flatBars } from '../testing/random-bars.ts'
import { elderRay } from './elder-ray.ts'

testAgainstStockIndicators(
  elderRay,
  { period: 13 },
  { results: 'elder-ray', lines: { bullPower: 'bullPower', bearPower: 'bearPower' } },
)

test('is the distance of high and low to the average of the close', () => {
  const bars = barsOf({ high: [5, 9, 9], low: [3, 6, 1], close: [4, 8, 3] })
  // EMA(3) seeded by the first close, weight 1/2: 4 6 4.5
  const { bullPower, bearPower } = valuesOf(elderRay, { period: 3, seed: 'first' }, bars)
  expectClose(bullPower, [1, 3, 4.5], 1e-12)
  expectClose(bearPower, [-1, 0, -3.5], 1e-12)
})

test('is 0 when prices never move', () => {
  const { bullPower, bearPower } = valuesOf(elderRay, {}, flatBars(20))
  expect([bullPower[19], bearPower[19]]).toEqual([0, 0])
})
