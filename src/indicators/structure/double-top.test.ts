import { expect, test } from 'vitest'
import { barsOf, valuesOf } from '../testing/expect-values.ts'
import { flatBars } from '../testing/random-bars.ts'
import { doubleTop } from './double-top.ts'
import { mirroredBars } from './testing/mirrored-bars.ts'

// Turns: the low 8 at bar 1, the top 20 at bar 3, the neckline 15 at bar 4, the top 19 at bar 5, known at bar 6. Height 5.
const path = [11, 8, 12, 20, 15, 19, 16, 15, 14.9, 14]
const over = (prices: readonly number[], params = {}) =>
  valuesOf(doubleTop, { left: 1, right: 1, ...params }, barsOf({ close: prices }))
const { NaN: none } = Number

test('two tops are a double top at the first close below the low between them', () => {
  expect(over(path)).toEqual({
    pattern: [none, none, 0, 0, 0, 0, 0, 0, -100, 0],
    neckline: [none, none, 11, 11, 11, 11, 15, 15, 15, 15],
    target: [none, none, 11, 11, 11, 11, 10, 10, 10, 10],
  })
})

test('two bottoms are a double bottom at the first close above the high between them', () => {
  expect(over(path.map((price) => 30 - price))).toEqual({
    pattern: [none, none, 0, 0, 0, 0, 0, 0, 100, 0],
    neckline: [none, none, 19, 19, 19, 19, 15, 15, 15, 15],
    target: [none, none, 19, 19, 19, 19, 20, 20, 20, 20],
  })
})

test('tops further apart than the tolerance are none: 1.1 of 5 is more than 0.2', () => {
  const short = path.with(5, 18.9)
  expect(over(short).pattern.slice(2)).toEqual([0, 0, 0, 0, 0, 0, 0, 0])
  expect(over(short).neckline.slice(2)).toEqual([11, 11, 11, 11, 11, 11, 11, 11])
  expect(over(short, { tolerance: 0.23 }).pattern[8]).toBe(-100)
})

test('a rise that starts at or above the neckline is no rise to turn', () => {
  expect(over(path.with(0, 16).with(1, 15).with(2, 16)).pattern.slice(2)).not.toContain(-100)
  expect(over(path.with(0, 16).with(1, 14.9).with(2, 16)).pattern[8]).toBe(-100)
})

test('a close above the higher top ends the wait, one at it does not', () => {
  expect(over([11, 8, 12, 20, 15, 19, 18.5, 20.1, 14]).pattern.slice(2)).toEqual([0, 0, 0, 0, 0, 0, 0])
  expect(over([11, 8, 12, 20, 15, 20, 19.5, 19, 14]).pattern.slice(2)).toEqual([0, 0, 0, 0, 0, 0, -100])
})

test('a break counts no earlier than the bar on which the second top is known', () => {
  // With two bars on the right the top of bar 5 is known at bar 7, where the close is below the neckline already.
  const { pattern } = over([11, 8, 12, 20, 15, 19, 15.5, 14, 13], { right: 2 })
  expect(pattern.slice(3)).toEqual([0, 0, 0, 0, -100, 0])
})

test('prices upside down give the opposite formations', () => {
  const { bars, mirror, sum } = mirroredBars(20_000, 7)
  const one = valuesOf(doubleTop, { left: 2, right: 2 }, bars)
  const other = valuesOf(doubleTop, { left: 2, right: 2 }, mirror)
  expect(one.pattern.filter((value) => value === -100).length).toBeGreaterThan(50)
  expect(one.pattern.map((value) => 0 - value)).toEqual(other.pattern)
  expect(one.neckline.map((value) => sum - value)).toEqual(other.neckline)
})

test('a market that stands still has none', () => {
  const { pattern, target } = valuesOf(doubleTop, {}, flatBars(30))
  expect(new Set(pattern.slice(10))).toEqual(new Set([0]))
  expect(new Set(target.slice(10))).toEqual(new Set([100]))
})
