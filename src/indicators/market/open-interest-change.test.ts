import { expect, test } from 'vitest'
import { barsOf, valuesOf } from '../testing/expect-values.ts'
import { barsWithSeries } from '../testing/series-bars.ts'
import { openInterestChange } from './open-interest-change.ts'

const NONE = Number.NaN

test('is the change in percent, once the earlier value is known, and 0 from 0', () => {
  const bars = barsWithSeries([1, 1, 1, 1, 1], { openInterest: [null, 200, 150, 0, 10] })
  expect(valuesOf(openInterestChange, { period: 1 }, bars).openInterestChange).toEqual([NONE, NONE, -25, -100, 0])
})

test('names itself when there is none', () => {
  expect(() => valuesOf(openInterestChange, {}, barsOf({ close: [1] }))).toThrow(
    'openInterestChange needs the open interest',
  )
})
