import { test } from 'vitest'
import { barsOf, expectClose, testAgainstTulip, valuesOf } from '../testing/expect-values.ts'
import { hma } from './hma.ts'

testAgainstTulip(hma, { period: 5 }, { heading: 'hma 5', inputs: ['close'], lines: ['hma'] })

test('rounds half the period and the root of it down', () => {
  // WMA(1) is the price; WMA(3): -, -, 23/6, 35/6; no smoothing over 1 bar.
  const values = valuesOf(hma, { period: 3 }, barsOf({ close: [1, 2, 6, 7] })).hma
  expectClose(values, [null, null, 12 - 23 / 6, 14 - 35 / 6], 1e-12)
})

test('lags a straight line by a third of a bar only', () => {
  const close = Array.from({ length: 40 }, (_, i) => 100 + 3 * i)
  const values = valuesOf(hma, { period: 10 }, barsOf({ close })).hma
  // WMA(n) of a line lags (n - 1) / 3 bars: 2 x 4/3 - 9/3 = -1/3 before smoothing, which WMA(3) takes back with 2/3.
  const expected = close.map((price, i) => (i < 11 ? null : price - 3 * (2 / 3 - 1 / 3)))
  expectClose(values, expected, 1e-9)
})
