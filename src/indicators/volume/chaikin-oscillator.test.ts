import { expect, test } from 'vitest'
import { barsOf, testAgainstStockIndicators, testAgainstTulip, valuesOf } from '../testing/expect-values.ts'
import { chaikinOscillator } from './chaikin-oscillator.ts'

testAgainstStockIndicators(
  chaikinOscillator,
  { fast: 3, slow: 10 },
  { results: 'chaikin-osc', lines: { chaikinOscillator: 'oscillator' } },
)
testAgainstTulip(
  chaikinOscillator,
  { fast: 2, slow: 5, seed: 'first' },
  { heading: 'adosc 2 5', inputs: ['high', 'low', 'close', 'volume'], lines: ['chaikinOscillator'] },
)

test('is the fast less the slow average of the line', () => {
  const bars = barsOf({ high: [2, 2, 2], low: [0, 0, 0], close: [2, 2, 0], volume: [8, 8, 4] })
  // Line 8 16 12, EMA(1) the same, EMA(3) = 8 12 12
  expect(valuesOf(chaikinOscillator, { fast: 1, slow: 3, seed: 'first' }, bars).chaikinOscillator).toEqual([0, 4, 0])
})

test('is 0 without volume', () => {
  const { chaikinOscillator: values } = valuesOf(chaikinOscillator, { fast: 1, slow: 2 }, barsOf({ close: [1, 2, 3] }))
  expect(values).toEqual([Number.NaN, 0, 0])
})
