import { expect, test } from 'vitest'
import { barsOf, expectClose, testAgainstStockIndicators, valuesOf } from '../testing/expect-values.ts'
import { flatBars } from '../testing/random-bars.ts'
import { awesome } from './awesome.ts'

testAgainstStockIndicators(
  awesome,
  { fast: 5, slow: 34 },
  { results: 'awesome', lines: { oscillator: 'oscillator', normalised: 'normalized' } },
)

test('is the fast less the slow mean of the middle of the bars', () => {
  const bars = barsOf({ high: [2, 6, 12], low: [0, 2, 8] })
  // The middles are 1 4 10
  const { oscillator, normalised } = valuesOf(awesome, { fast: 1, slow: 2 }, bars)
  expectClose(oscillator, [null, 1.5, 3], 1e-12)
  expectClose(normalised, [null, 37.5, 30], 1e-12)
})

test('is 0 when prices never move, also at a price of 0', () => {
  for (const price of [100, 0]) {
    const { oscillator, normalised } = valuesOf(awesome, {}, flatBars(40, price))
    expect([oscillator[39], normalised[39]]).toEqual([0, 0])
  }
})
