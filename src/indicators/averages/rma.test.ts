import { expect, test } from 'vitest'
import { barsOf, testAgainstStockIndicators, testAgainstTulip, valuesOf } from '../testing/expect-values.ts'
import { rma } from './rma.ts'

testAgainstStockIndicators(rma, { period: 20 }, { results: 'smma', lines: { rma: 'smma' } })
testAgainstTulip(rma, { period: 5 }, { heading: 'wilders 5', inputs: ['close'], lines: ['rma'] })

test('moves by one period-th of the distance', () => {
  const bars = barsOf({ close: [2, 4, 11, 3] })
  expect(valuesOf(rma, { period: 2 }, bars).rma).toEqual([Number.NaN, 3, 7, 5])
})
