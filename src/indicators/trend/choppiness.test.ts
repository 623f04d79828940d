import { expect, test } from 'vitest'
import { barsOf, expectClose, valuesOf } from '../testing/expect-values.ts'
import { randomBars } from '../testing/random-bars.ts'
import { choppiness } from './choppiness.ts'

test('compares the way with the distance', () => {
  const bars = barsOf({ high: [10, 12, 13, 12, 14], low: [9, 10, 11, 10, 12], close: [10, 11, 12, 11, 13] })
  // The true ranges are 2, 2, 2 and 3, the range is 14 - 10.
  const { choppiness: values } = valuesOf(choppiness, { period: 4 }, bars)
  expectClose(values, [null, null, null, null, (100 * Math.log(9 / 4)) / Math.log(4)], 1e-12)
})

test.each([
  ['100 when the price never moves', [5, 5, 5, 5, 5], 100],
  ['0 when one bar is the whole range', [5, 9, 5, 5, 5], 0],
])('is %s', (_name, high, expected) => {
  const still = [5, 5, 5, 5, 5]
  const bars = barsOf({ high, low: still, close: still })
  expect(valuesOf(choppiness, { period: 4 }, bars).choppiness[4]).toBe(expected)
})

test('equals its definition on random bars', () => {
  const bars = randomBars({ count: 2000, seed: 5 })
  const { choppiness: values } = valuesOf(choppiness, { period: 14 }, bars)
  const expected = values.map((_, i) => {
    if (i < 14) return null
    let way = 0
    for (let j = i - 13; j <= i; j++) {
      const before = bars.close[j - 1] as number
      way += Math.max(bars.high[j] as number, before) - Math.min(bars.low[j] as number, before)
    }
    const top = Math.max(...bars.high.subarray(i - 13, i + 1))
    const bottom = Math.min(...bars.low.subarray(i - 13, i + 1))
    return (100 * Math.log10(way / (top - bottom))) / Math.log10(14)
  })
  expectClose(values, expected, 1e-9)
})
