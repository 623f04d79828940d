import { expect, test } from 'vitest'
import { barsOf, valuesOf } from '../testing/expect-values.ts'
import { flatBars, randomBars } from '../testing/random-bars.ts'
import { naiveSwings } from './testing/naive-swings.ts'
import { trendLines } from './trend-lines.ts'

const { NaN: none } = Number

test('lines run through the last two swings to the current bar', () => {
  // Highs 8 at bar 1, 10 at 3 and 9 at 5, lows 6 at 2 and 7 at 4, each known a bar later; bar 0 stands for what is missing.
  const bars = barsOf({ close: [5, 8, 6, 10, 7, 9, 3] })
  expect(valuesOf(trendLines, { left: 1, right: 1 }, bars)).toEqual({
    upper: [none, none, 11, 14, 11, 12, 8.5],
    lower: [none, none, 5, 6.5, 7, 7.5, 8],
    upperSlope: [none, none, 3, 3, 1, 1, -0.5],
    lowerSlope: [none, none, 0, 0.5, 0.5, 0.5, 0.5],
  })
})

test('equal a search of every window on random bars', () => {
  const bars = randomBars({ count: 400, seed: 12 })
  const high = [...bars.high.subarray(0, 400)]
  const { upper, upperSlope } = valuesOf(trendLines, { left: 3, right: 2 }, bars)
  for (let i = 40; i < 400; i++) {
    const [older = 0, newer = 0] = naiveSwings(high, i, { left: 3, right: 2, side: 1 }).slice(-2)
    const slope = ((high[newer] as number) - (high[older] as number)) / (newer - older)
    expect(upperSlope[i]).toBe(slope)
    expect(upper[i]).toBe((high[newer] as number) + slope * (i - newer))
  }
})

test('level at the first bar in a market that stands still', () => {
  const { upper, lower, lowerSlope } = valuesOf(trendLines, { left: 1, right: 1 }, flatBars(5))
  expect([upper.slice(2), lower.slice(2), lowerSlope.slice(2)]).toEqual([
    [100, 100, 100],
    [100, 100, 100],
    [0, 0, 0],
  ])
})
