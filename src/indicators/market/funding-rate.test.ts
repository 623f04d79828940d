import { expect, test } from 'vitest'
import { barsOf, valuesOf } from '../testing/expect-values.ts'
import { barsWithSeries } from '../testing/series-bars.ts'
import { fundingRate } from './funding-rate.ts'

test('is the newest rate', () => {
  const bars = barsWithSeries([1, 1, 1, 1], { fundingRate: [null, 0.0001, null, -0.0002] })
  expect(valuesOf(fundingRate, {}, bars).fundingRate).toEqual([Number.NaN, 0.0001, 0.0001, -0.0002])
})

test('names itself when there are no rates', () => {
  expect(() => valuesOf(fundingRate, {}, barsOf({ close: [1] }))).toThrow('fundingRate needs the funding rates')
})
