import { test } from 'vitest'
import {
  barsOf,
  expectClose,
  testAgainstStockIndicators,
  testAgainstTulip,
  valuesOf,
} from '../testing/expect-values.ts'
import { williamsR } from './williams-r.ts'

testAgainstStockIndicators(williamsR, { period: 14 }, { results: 'willr', lines: { williamsR: 'williamsR' } })

testAgainstTulip(
  williamsR,
  { period: 5 },
  { heading: 'willr 5', inputs: ['high', 'low', 'close'], lines: ['williamsR'] },
)

test('is 0 at the highest high, -100 at the lowest low, and in percent of the range between', () => {
  const bars = barsOf({ high: [10, 12, 14, 14], low: [8, 9, 10, 10], close: [9, 12, 10, 13] })
  expectClose(valuesOf(williamsR, { period: 2 }, bars).williamsR, [null, 0, -80, -25], 1e-12)
})

test('a range of 0 counts as -100', () => {
  expectClose(valuesOf(williamsR, { period: 2 }, barsOf({ close: [5, 5, 5] })).williamsR, [null, -100, -100], 0)
})
