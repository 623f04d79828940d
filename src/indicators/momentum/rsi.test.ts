import { expect, test } from 'vitest'
import { barsOf, testAgainstStockIndicators, testAgainstTulip, valuesOf } from '../testing/expect-values.ts'
import { rsi } from './rsi.ts'

testAgainstStockIndicators(rsi, { period: 14 }, { results: 'rsi', lines: { rsi: 'rsi' } })
testAgainstTulip(rsi, { period: 5 }, { heading: 'rsi 5', inputs: ['close'], lines: ['rsi'] })

test.each([
  ['100 when nothing fell', [1, 2, 2, 3, 5], 100],
  ['0 when nothing rose', [5, 4, 4, 3, 1], 0],
  ['50 when the price never moved', [3, 3, 3, 3, 3], 50],
])('is %s', (_name, close, expected) => {
  expect(valuesOf(rsi, { period: 2 }, barsOf({ close })).rsi.slice(2)).toEqual([expected, expected, expected])
})
