import { test } from 'vitest'
import { barsOf, expectClose, testAgainstStockIndicators, valuesOf } from '../testing/expect-values.ts'
import { gator } from './gator.ts'

testAgainstStockIndicators(gator, {}, { results: 'gator', lines: { upper: 'upper', lower: 'lower' } })

const params = { jaw: 2, jawShift: 2, teeth: 2, teethShift: 1, lips: 1, lipsShift: 0 }

test('is the distance of the teeth to the jaw, and below 0 that to the lips', () => {
  const bars = barsOf({ high: [2, 4, 8, 8], low: [0, 2, 4, 6], close: [1, 2, 5, 6] })
  // The middles are 1 3 6 7, their averages of 2 _ 2 4 5.5: jaw _ _ _ 2, teeth _ _ 2 4, lips 1 3 6 7
  const { upper, lower } = valuesOf(gator, params, bars)
  expectClose(upper, [null, null, null, 2], 1e-12)
  expectClose(lower, [null, null, -4, -3], 1e-12)
})

test('is 0 when prices never move', () => {
  const { upper, lower } = valuesOf(gator, params, barsOf({ close: [5, 5, 5, 5] }))
  expectClose(upper, [null, null, null, 0], 0)
  expectClose(lower, [null, null, 0, 0], 0)
})
