import { expect, test } from 'vitest'
import { barsOf, testAgainstStockIndicators, valuesOf } from '../testing/expect-values.ts'
import { macd } from './macd.ts'

testAgainstStockIndicators(
  macd,
  { fast: 12, slow: 26, signal: 9 },
  { results: 'macd', lines: { macd: 'macd', signal: 'signal', histogram: 'histogram' } },
)

test('seeded by the first price it has values from the first bar on', () => {
  const bars = barsOf({ close: [8, 16, 16] })
  // EMA(1) = 8 16 16, EMA(3) = 8 12 14, signal = EMA(3) of their difference
  const values = valuesOf(macd, { fast: 1, slow: 3, signal: 3, seed: 'first' }, bars)
  expect(values).toEqual({ macd: [0, 4, 2], signal: [0, 2, 2], histogram: [0, 2, 0] })
})
