import { expect, test } from 'vitest'
import { barsOf, expectClose, testAgainstStockIndicators, valuesOf } from '../testing/expect-values.ts'
import { flatBars } from '../testing/random-bars.ts'
import { pvo } from './pvo.ts'

testAgainstStockIndicators(
  pvo,
  { fast: 12, slow: 26, signal: 9 },
  { results: 'pvo', lines: { pvo: 'pvo', signal: 'signal', histogram: 'histogram' } },
)

test('is the distance of the averages of the volume in percent of the slow one', () => {
  const bars = barsOf({ close: [1, 1, 1], volume: [4, 12, 2] })
  // EMA(1) = 4 12 2, EMA(2) = _ 8 4
  const { pvo: values, signal, histogram } = valuesOf(pvo, { fast: 1, slow: 2, signal: 2 }, bars)
  expectClose(values, [null, 50, -50], 1e-12)
  expectClose(signal, [null, null, 0], 1e-12)
  expectClose(histogram, [null, null, -50], 1e-12)
})

test('is 0 without volume', () => {
  const { pvo: values, signal, histogram } = valuesOf(pvo, {}, flatBars(40))
  expect([values[39], signal[39], histogram[39]]).toEqual([0, 0, 0])
})
