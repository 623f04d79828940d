import { expect, test } from 'vitest'
import { barsOf, valuesOf } from '../testing/expect-values.ts'
import { barsWithSeries } from '../testing/series-bars.ts'
import { openInterest } from './open-interest.ts'

test('is the newest open interest', () => {
  const bars = barsWithSeries([1, 1, 1], { openInterest: [null, 500, null] })
  expect(valuesOf(openInterest, {}, bars).openInterest).toEqual([Number.NaN, 500, 500])
})

test('names itself when there is none', () => {
  expect(() => valuesOf(openInterest, {}, barsOf({ close: [1] }))).toThrow('openInterest needs the open interest')
})
