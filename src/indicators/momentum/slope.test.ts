import { expect, test } from 'vitest'
import {
  barsOf,
  expectClose,
  testAgainstStockIndicators,
  testAgainstTulip,
  valuesOf,
} from '../testing/expect-values.ts'
import { slope } from './slope.ts'

testAgainstStockIndicators(
  slope,
  { period: 14 },
  { results: 'slope', lines: { slope: 'slope', intercept: 'intercept', deviation: 'stdDev', rSquared: 'rSquared' } },
)
testAgainstTulip(slope, { period: 5 }, { heading: 'linregslope 5', inputs: ['close'], lines: ['slope'] })

test('finds a straight line again, with its height before the first bar', () => {
  const close = [13, 16, 19, 22, 25]
  const { slope: rise, intercept, deviation, rSquared } = valuesOf(slope, { period: 3 }, barsOf({ close }))
  expectClose(rise, [null, null, 3, 3, 3], 1e-12)
  expectClose(intercept, [null, null, 10, 10, 10], 1e-12)
  expectClose(deviation, [null, null, Math.sqrt(6), Math.sqrt(6), Math.sqrt(6)], 1e-12)
  expectClose(rSquared, [null, null, 1, 1, 1], 1e-12)
})

test('is 0 and explains nothing when the prices are all equal, also after a jump', () => {
  const values = valuesOf(slope, { period: 3 }, barsOf({ close: [0.1, 700.3, 0.7, 0.7, 0.7, 0.7] }))
  expect([values.slope.slice(4), values.rSquared.slice(4)]).toEqual([
    [0, 0],
    [0, 0],
  ])
})
