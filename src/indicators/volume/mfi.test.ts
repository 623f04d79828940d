import { expect, test } from 'vitest'
import { barsOf, testAgainstTulip, valuesOf } from '../testing/expect-values.ts'
import { mfi } from './mfi.ts'

testAgainstTulip(mfi, { period: 5 }, { heading: 'mfi 5', inputs: ['high', 'low', 'close', 'volume'], lines: ['mfi'] })

test('is the share of the turnover at rising prices, without that at prices that stayed', () => {
  const bars = barsOf({ close: [1, 2, 2, 1, 3], volume: [9, 10, 50, 20, 20] })
  // Turnover: up 20, 100 that does not count, down 20, up 60
  expect(valuesOf(mfi, { period: 2 }, bars).mfi).toEqual([Number.NaN, Number.NaN, 100, 0, 75])
})

test('is 50 when nothing was traded or nothing moved', () => {
  const bars = barsOf({ close: [1, 2, 3, 3, 3], volume: [7, 7, 0, 0, 5] })
  expect(valuesOf(mfi, { period: 2 }, bars).mfi).toEqual([Number.NaN, Number.NaN, 100, 50, 50])
})
