import { expect, test } from 'vitest'
import { barsOf, testAgainstStockIndicators, testAgainstTulip, valuesOf } from '../testing/expect-values.ts'
import { adl } from './adl.ts'

testAgainstStockIndicators(adl, {}, { results: 'chaikin-osc', lines: { adl: 'adl' } })
testAgainstTulip(adl, {}, { heading: 'ad', inputs: ['high', 'low', 'close', 'volume'], lines: ['adl'] })

test('adds the volume by where the bar closed, and nothing for a bar without range', () => {
  const bars = barsOf({ high: [4, 4, 5, 4], low: [0, 0, 5, 0], close: [4, 1, 5, 2], volume: [10, 20, 30, 40] })
  // At the high: + 10. A quarter above the low: (1 - 3) / 4 of 20. No range: 0. In the middle: 0.
  expect(valuesOf(adl, {}, bars).adl).toEqual([10, 0, 0, 0])
})
