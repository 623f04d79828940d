import { expect, test } from 'vitest'
import { barsOf, testAgainstStockIndicators, valuesOf } from '../testing/expect-values.ts'
import { kvo } from './kvo.ts'

// Values are near 1e9: 1e-5 is the fourteenth digit.
testAgainstStockIndicators(
  kvo,
  { fast: 34, slow: 55, signal: 13 },
  { results: 'kvo', lines: { oscillator: 'oscillator', signal: 'signal' }, tolerance: 1e-5 },
)

test('is the fast less the slow average of the volume force', () => {
  const bars = barsOf({
    high: [4, 8, 9, 12, 8],
    low: [2, 4, 8, 8, 6],
    close: [3, 6, 8, 10, 7],
    volume: [1, 1, 1, 10, 3],
  })
  // Ranges 2 4 1 4 2, trend up up up down. Sum at bar 2: 0 + 1 = its range, so no force; bar 3: 1 + 4 = 5, |2 (4/5 - 1)| = 0.4;
  // bar 4 turns: 4 + 2 = 6, |2 (2/6 - 1)| = 4/3. Forces 0, 0.4 x 10 x 100 and -4/3 x 3 x 100.
  const { oscillator, signal } = valuesOf(kvo, { fast: 1, slow: 2, signal: 1 }, bars)
  expect(oscillator.slice(0, 3)).toEqual([Number.NaN, Number.NaN, Number.NaN])
  expect(oscillator[3]).toBeCloseTo(200, 9)
  // EMA(2) = 200 + 2/3 (-400 - 200) = -200
  expect(oscillator[4]).toBeCloseTo(-200, 9)
  expect(signal[4]).toBeCloseTo(-200, 9)
})

test('is 0 without volume or range', () => {
  const { oscillator } = valuesOf(
    kvo,
    { fast: 1, slow: 2, signal: 1 },
    barsOf({ close: [5, 5, 5, 5], volume: [1, 1, 1, 1] }),
  )
  expect(oscillator[3]).toBe(0)
})
