import { test } from 'vitest'
import {
  barsOf,
  expectClose,
  testAgainstStockIndicators,
  testAgainstTulip,
  valuesOf,
} from '../testing/expect-values.ts'
import { epma } from './epma.ts'

testAgainstStockIndicators(epma, { period: 10 }, { results: 'epma', lines: { epma: 'epma' } })
testAgainstTulip(epma, { period: 5 }, { heading: 'linreg 5', inputs: ['close'], lines: ['epma'] })

test('is the price on a straight line, and after two bars', () => {
  expectClose(valuesOf(epma, { period: 3 }, barsOf({ close: [1, 3, 5, 7] })).epma, [null, null, 5, 7], 1e-12)
  expectClose(valuesOf(epma, { period: 2 }, barsOf({ close: [4, 9, 2] })).epma, [null, 9, 2], 1e-12)
})
