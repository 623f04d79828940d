import { expect, test } from 'vitest'
import { barsOf, expectClose, testAgainstStockIndicators, valuesOf } from '../testing/expect-values.ts'
import { zscore } from './zscore.ts'

testAgainstStockIndicators(zscore, { period: 14 }, { results: 'stdev', lines: { zscore: 'zScore' } })

test('counts deviations of the population, or of a sample', () => {
  const bars = barsOf({ close: [1, 3, 1] })
  expectClose(valuesOf(zscore, { period: 2 }, bars).zscore, [null, 1, -1], 1e-12)
  expectClose(valuesOf(zscore, { period: 2, ddof: 1 }, bars).zscore, [null, Math.SQRT1_2, -Math.SQRT1_2], 1e-12)
})

test('is 0 when the prices are all equal, also after a jump', () => {
  expect(valuesOf(zscore, { period: 3 }, barsOf({ close: [0.1, 700.3, 0.7, 0.7, 0.7, 0.7] })).zscore.slice(4)).toEqual([
    0, 0,
  ])
})
