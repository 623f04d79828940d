import { expect, test } from 'vitest'
import { barsOf, valuesOf } from '../testing/expect-values.ts'
import { barsWithSeries } from '../testing/series-bars.ts'
import { bookDepth } from './book-depth.ts'

const NONE = Number.NaN

test('is the depth of both sides and their sum', () => {
  const bars = barsWithSeries([1, 1, 1], { bidDepth: [3, null, 5], askDepth: [null, 1, 0] })
  expect(valuesOf(bookDepth, {}, bars)).toEqual({ bid: [3, 3, 5], ask: [NONE, 1, 0], total: [NONE, 4, 5] })
})

test('names itself when there is no order book', () => {
  expect(() => valuesOf(bookDepth, {}, barsOf({ close: [1] }))).toThrow('bookDepth needs the order book')
})
