import { test } from 'vitest'
import { barsOf, expectClose, testAgainstTulip, valuesOf } from '../testing/expect-values.ts'
import { dema } from './dema.ts'

testAgainstTulip(dema, { period: 5, seed: 'first' }, { heading: 'dema 5', inputs: ['close'], lines: ['dema'] })

test('starts when the second average has its first mean', () => {
  // EMA(3) of the close: -, -, 3, 5, 8.5, 9.25; and of that, its first value the mean of three: 5.5, then 7.375.
  const values = valuesOf(dema, { period: 3 }, barsOf({ close: [1, 2, 6, 7, 12, 10] })).dema
  expectClose(values, [null, null, null, null, 2 * 8.5 - 5.5, 2 * 9.25 - 7.375], 1e-12)
})

test('is the price when that never moves', () => {
  expectClose(valuesOf(dema, { period: 2 }, barsOf({ close: [0.7, 0.7, 0.7, 0.7] })).dema, [null, null, 0.7, 0.7], 0)
})
