import { expect, test } from 'vitest'
import { barsOf, expectClose, valuesOf } from '../testing/expect-values.ts'
import { flatBars } from '../testing/random-bars.ts'
import { headAndShoulders } from './head-and-shoulders.ts'
import { mirroredBars } from './testing/mirrored-bars.ts'

// Low 8 at bar 1, shoulder 20 at 3, low 15 at 4, head 26 at 5, low 16 at 6, shoulder 21 at 7, known at 8.
// The neckline rises by 0.5 a bar: 15.5 at the head (height 10.5), 17 at bar 8, 17.5 at bar 9, 18 at bar 10.
const path = [11, 8, 14, 20, 15, 26, 16, 21, 18, 17.5, 17.9, 17]
const over = (prices: readonly number[], params = {}) =>
  valuesOf(headAndShoulders, { left: 1, right: 1, ...params }, barsOf({ close: prices }))
const { NaN: none } = Number

test('completes at the first close below the line through the lows beside the head', () => {
  expect(over(path)).toEqual({
    pattern: [none, none, 0, 0, 0, 0, 0, 0, 0, 0, -100, 0],
    neckline: [none, none, 11, 11, 11, 11, 11, 11, 17, 17.5, 18, 18],
    target: [none, none, 11, 11, 11, 11, 11, 11, 6.5, 7, 7.5, 7.5],
  })
})

test('the inverse completes at the first close above it', () => {
  const { pattern, neckline, target } = over(path.map((price) => 40 - price))
  expect(pattern.slice(2)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 100, 0])
  expect(neckline.slice(8)).toEqual([23, 22.5, 22, 22])
  expect(target.slice(8)).toEqual([33.5, 33, 32.5, 32.5])
})

test('shoulders further apart than the tolerance are none: 3.2 of 10.5 is more than 0.3', () => {
  expect(over(path.with(7, 23.1)).pattern[10]).toBe(-100)
  expect(over(path.with(7, 23.2)).pattern.slice(2)).not.toContain(-100)
  expect(over(path.with(7, 23.2), { tolerance: 0.31 }).pattern[10]).toBe(-100)
})

test('the head must be above both shoulders', () => {
  expect(over(path.with(5, 21.1)).pattern.slice(2)).toContain(-100)
  expect(over(path.with(5, 21)).pattern.slice(2)).not.toContain(-100)
})

test('the rise must come from below both lows', () => {
  expect(over(path.with(0, 15.5).with(1, 14.9)).pattern[10]).toBe(-100)
  expect(over(path.with(0, 15.5).with(1, 15.1).with(2, 15.2)).pattern.slice(2)).not.toContain(-100)
})

test('a close above the head ends the wait', () => {
  expect(over([...path.slice(0, 9), 26.1, 17]).pattern.slice(2)).not.toContain(-100)
})

test('prices upside down give the opposite formations', () => {
  const { bars, mirror, sum } = mirroredBars(20_000, 8)
  const one = valuesOf(headAndShoulders, { left: 2, right: 2 }, bars)
  const other = valuesOf(headAndShoulders, { left: 2, right: 2 }, mirror)
  expect(one.pattern.filter((value) => value === 100).length).toBeGreaterThan(25)
  expect(one.pattern.map((value) => 0 - value)).toEqual(other.pattern)
  expectClose(
    one.target.map((value) => sum - value),
    other.target,
    1e-6,
  )
})

test('a market that stands still has none', () => {
  const { pattern, neckline } = valuesOf(headAndShoulders, {}, flatBars(30))
  expect(new Set(pattern.slice(6))).toEqual(new Set([0]))
  expect(new Set(neckline.slice(6))).toEqual(new Set([100]))
})
