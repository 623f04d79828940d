import { expect, test } from 'vitest'
import { barsOf, valuesOf } from '../testing/expect-values.ts'
import { randomBars } from '../testing/random-bars.ts'
import { donchian } from './donchian.ts'

test('is the highest high and the lowest low, the newest bar included, and their mean', () => {
  const bars = barsOf({ high: [5, 9, 6, 7], low: [2, 4, 1, 3], close: [4, 5, 5, 5] })
  expect(valuesOf(donchian, { period: 2 }, bars)).toEqual({
    upper: [Number.NaN, 9, 9, 7],
    middle: [Number.NaN, 5.5, 5, 4],
    lower: [Number.NaN, 2, 1, 1],
  })
})

test('equals a search of each window', () => {
  const bars = randomBars({ count: 300, seed: 41 })
  const { upper, middle, lower } = valuesOf(donchian, { period: 27 }, bars)
  for (let i = 26; i < 300; i++) {
    const top = Math.max(...bars.high.subarray(i - 26, i + 1))
    const bottom = Math.min(...bars.low.subarray(i - 26, i + 1))
    expect([upper[i], middle[i], lower[i]]).toEqual([top, (top + bottom) / 2, bottom])
  }
})
