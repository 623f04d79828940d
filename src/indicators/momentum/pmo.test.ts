import { expect, test } from 'vitest'
import { barsOf, expectClose, testAgainstStockIndicators, valuesOf } from '../testing/expect-values.ts'
import { flatBars } from '../testing/random-bars.ts'
import { pmo } from './pmo.ts'

testAgainstStockIndicators(
  pmo,
  { period: 35, smooth: 20, signal: 10 },
  { results: 'pmo', lines: { pmo: 'pmo', signal: 'signal' } },
)

test('is ten times the twice averaged change in percent', () => {
  const bars = barsOf({ close: [100, 110, 132, 99, 99, 198] })
  // Changes _ 10 20 -25 0 100; of weight 1/2, seeded by 4: _ _ _ _ 1.25 50.625; of weight 1, seeded by 2
  const { pmo: values, signal } = valuesOf(pmo, { period: 4, smooth: 2, signal: 1 }, bars)
  expectClose(values, [null, null, null, null, null, 259.375], 1e-9)
  expectClose(signal, [null, null, null, null, null, 259.375], 1e-9)
})

test('is 0 when the price never moves, also at a price of 0', () => {
  for (const price of [100, 0]) {
    const { pmo: values, signal } = valuesOf(pmo, {}, flatBars(80, price))
    expect([values[79], signal[79]]).toEqual([0, 0])
  }
})
