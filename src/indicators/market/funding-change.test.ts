import { expect, test } from 'vitest'
import { barsOf, valuesOf } from '../testing/expect-values.ts'
import { barsWithSeries } from '../testing/series-bars.ts'
import { fundingChange } from './funding-change.ts'

const NONE = Number.NaN

test('is the difference to the rate some bars before, once that is known', () => {
  const bars = barsWithSeries([1, 1, 1, 1, 1], { fundingRate: [null, 0.25, null, -0.5, 0] })
  expect(valuesOf(fundingChange, { period: 2 }, bars).fundingChange).toEqual([NONE, NONE, NONE, -0.75, -0.25])
})

test('names itself when there are no rates', () => {
  expect(() => valuesOf(fundingChange, {}, barsOf({ close: [1] }))).toThrow('fundingChange needs the funding rates')
})
