import { expect, test } from 'vitest'
import { barsOf, expectClose, valuesOf } from '../testing/expect-values.ts'
import { chandelier } from './chandelier.ts'

test('hangs below the highest high and above the lowest low of its bars', () => {
  const bars = barsOf({ high: [12, 13, 17, 14], low: [10, 11, 12, 10], close: [11, 12, 14, 12] })
  const { long, short } = valuesOf(chandelier, { period: 2, multiple: 2 }, bars)
  // True ranges from the second bar on: 2, 5, 4. Their average by Wilder: (2 + 5) / 2 = 3.5, then (3.5 + 4) / 2 = 3.75.
  expectClose(long, [null, null, 17 - 7, 17 - 7.5], 1e-12)
  expectClose(short, [null, null, 11 + 7, 10 + 7.5], 1e-12)
})

test('is the extreme itself when the price never moved', () => {
  const { long, short } = valuesOf(chandelier, { period: 2 }, barsOf({ close: [7, 7, 7, 7] }))
  expect([long.slice(2), short.slice(2)]).toEqual([
    [7, 7],
    [7, 7],
  ])
})
