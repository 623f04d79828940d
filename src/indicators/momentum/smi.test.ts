import { expect, test } from 'vitest'
import { barsOf, expectClose, testAgainstStockIndicators, valuesOf } from '../testing/expect-values.ts'
import { flatBars } from '../testing/random-bars.ts'
import { smi } from './smi.ts'

testAgainstStockIndicators(
  smi,
  { period: 13, smooth: 25, smoothAgain: 2, signal: 3 },
  { results: 'smi', lines: { smi: 'smi', signal: 'signal' } },
)

test('is the averaged distance to the middle of the range over the averaged half of the range', () => {
  const bars = barsOf({ high: [8, 8, 12], low: [0, 4, 4], close: [4, 8, 6] })
  // Ranges of 2 bars 0..8 and 4..12: distances 4 -2, halves 4 4; of weight 1/2: distances 4 1, halves 4 4
  const { smi: values, signal } = valuesOf(smi, { period: 2, smooth: 3, smoothAgain: 1, signal: 3 }, bars)
  expectClose(values, [null, 100, 25], 1e-12)
  expectClose(signal, [null, 100, 62.5], 1e-12)
})

test('averages twice', () => {
  const bars = barsOf({ high: [8, 8, 12], low: [0, 4, 4], close: [4, 8, 6] })
  // Distances 4 1 of before once more: 4 2.5
  expectClose(valuesOf(smi, { period: 2, smooth: 3, smoothAgain: 3 }, bars).smi, [null, 100, 62.5], 1e-12)
})

test('is 0 when prices never move', () => {
  const { smi: values, signal } = valuesOf(smi, {}, flatBars(20))
  expect([values[19], signal[19]]).toEqual([0, 0])
})
