import { expect, test } from 'vitest'
import { barsOf, valuesOf } from '../testing/expect-values.ts'
import { heikinAshi } from './heikin-ashi.ts'

test('follows the definition, bar by bar', () => {
  const bars = barsOf({
    open: [10, 13, 20, 8],
    high: [14, 15, 20, 9],
    low: [8, 9, 16, 3],
    close: [12, 11, 16, 4],
  })
  expect(valuesOf(heikinAshi, {}, bars)).toEqual({
    close: [11, 12, 18, 6],
    open: [11, 11, 11.5, 14.75],
    high: [14, 15, 20, 14.75], // the last open lies above the bar
    low: [8, 9, 11.5, 3], // the third open lies below the bar
  })
})

test('is the price when it never moved', () => {
  const flat = [5, 5, 5]
  expect(valuesOf(heikinAshi, {}, barsOf({ close: flat }))).toEqual({ close: flat, open: flat, high: flat, low: flat })
})
