import { expect, test } from 'vitest'
import { barsOf, expectClose, testAgainstStockIndicators, valuesOf } from '../testing/expect-values.ts'
import { ulcer } from './ulcer.ts'

testAgainstStockIndicators(ulcer, { period: 14 }, { results: 'ulcer', lines: { ulcer: 'ui' } })

test.each([
  ['0 while prices rise', [1, 2, 3, 4], 0],
  ['0 when the price never moves', [7, 7, 7, 7], 0],
  ['0 when the peak is 0', [0, 0, 0, 0], 0],
  ['the root mean square of the falls', [10, 8, 10, 5], Math.sqrt((20 ** 2 + 50 ** 2) / 4)],
  ['measured from the peak so far, not from a later one', [8, 4, 100, 100], 25],
])('is %s', (_name, close, expected) => {
  expectClose(valuesOf(ulcer, { period: 4 }, barsOf({ close })).ulcer, [null, null, null, expected], 1e-12)
})

test('forgets a peak that has left the window', () => {
  expect(valuesOf(ulcer, { period: 2 }, barsOf({ close: [100, 50, 50] })).ulcer[2]).toBe(0)
})
