import { expect, test } from 'vitest'
import { barsOf, expectClose, testAgainstStockIndicators, valuesOf } from '../testing/expect-values.ts'
import { flatBars } from '../testing/random-bars.ts'
import { hilbertTrendline } from './hilbert-trendline.ts'

testAgainstStockIndicators(
  hilbertTrendline,
  {},
  { results: 'htl', lines: { trendline: 'trendline', smoothPrice: 'smoothPrice', cyclePeriod: 'dcPeriods' } },
)

test('finds the length of a wave and cancels it out', () => {
  const wave = Array.from({ length: 400 }, (_, i) => 100 + 5 * Math.sin((2 * Math.PI * i) / 20))
  const { trendline, cyclePeriod } = valuesOf(hilbertTrendline, {}, barsOf({ close: wave }))
  for (let i = 200; i < 400; i++) {
    expect(cyclePeriod[i]).toBe(20)
    expect(Math.abs((trendline[i] as number) - 100)).toBeLessThan(1e-9)
  }
})

test('is the middle of the bar for 11 bars', () => {
  const high = [2, 4, 6, 8, 10, 12, 15, 12, 10, 8, 6]
  const { trendline, smoothPrice } = valuesOf(hilbertTrendline, {}, barsOf({ high, low: high.map((top) => top - 2) }))
  expectClose(trendline, [1, 3, 5, 7, 9, 11, 14, 11, 9, 7, 5], 0)
  // (4 x 14 + 3 x 11 + 2 x 9 + 7) / 10
  expect(smoothPrice[6]).toBeCloseTo(11.4, 12)
})

test('is the price when it never moves', () => {
  const { trendline, smoothPrice } = valuesOf(hilbertTrendline, {}, flatBars(100))
  expect([trendline[99], smoothPrice[99]]).toEqual([100, 100])
})
