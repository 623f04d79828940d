import { test } from 'vitest'
import { barsOf, expectClose, testAgainstStockIndicators, valuesOf } from '../testing/expect-values.ts'
import { alligator } from './alligator.ts'

testAgainstStockIndicators(alligator, {}, { results: 'alligator', lines: { jaw: 'jaw', teeth: 'teeth', lips: 'lips' } })

test('gives the average of the middle of the bar, some bars later', () => {
  const bars = barsOf({ high: [2, 4, 8, 8, 4], low: [0, 2, 4, 6, 2], close: [1, 2, 5, 6, 4] })
  const params = { jaw: 3, jawShift: 1, teeth: 2, teethShift: 1, lips: 1, lipsShift: 0 }
  const { jaw, teeth, lips } = valuesOf(alligator, params, bars)
  expectClose(lips, [1, 3, 6, 7, 3], 1e-12)
  expectClose(teeth, [null, null, 2, 4, 5.5], 1e-12)
  expectClose(jaw, [null, null, null, 10 / 3, 41 / 9], 1e-12)
})
