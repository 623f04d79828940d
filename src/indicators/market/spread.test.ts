import { expect, test } from 'vitest'
import { barsOf, valuesOf } from '../testing/expect-values.ts'
import { barsWithSeries } from '../testing/series-bars.ts'
import { spread } from './spread.ts'

test('is the newest spread', () => {
  expect(valuesOf(spread, {}, barsWithSeries([1, 1, 1], { spreadBps: [null, 2.5, null] })).spread).toEqual([
    Number.NaN,
    2.5,
    2.5,
  ])
})

test('names itself when there is no spread', () => {
  expect(() => valuesOf(spread, {}, barsOf({ close: [1] }))).toThrow('spread needs the spread')
})
