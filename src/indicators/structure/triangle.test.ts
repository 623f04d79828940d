import { expect, test } from 'vitest'
import { barsOf, valuesOf } from '../testing/expect-values.ts'
import { flatBars } from '../testing/random-bars.ts'
import { mirroredBars } from './testing/mirrored-bars.ts'
import { triangle } from './triangle.ts'

const over = (prices: readonly number[], params = {}) =>
  valuesOf(triangle, { left: 1, right: 1, ...params }, barsOf({ close: prices }))
const zeros = (count: number): number[] => Array(count).fill(0)

// Low 10 at bar 2, high 20 at 7, low 13 at 11, high 20 at 15 (known at 16), low 15.5 at 18.
const start = [12, 11, 10, 12, 14, 16, 18, 20, 18, 16, 14, 13]
const ascending = [...start, 15, 17, 19, 20, 18, 16.5, 15.5, 17, 18.5, 20, 20.1, 20.2]

test('level highs and rising lows are ascending, and a close above the highs breaks it', () => {
  const { pattern, kind } = over(ascending)
  expect(pattern.slice(2)).toEqual([...zeros(20), 100, 0])
  expect(kind.slice(2)).toEqual([...zeros(14), 1, 1, 1, 1, 1, 1, 1, 0])
})

test('upside down it is descending and breaks downwards', () => {
  const { pattern, kind } = over(ascending.map((price) => 30 - price))
  expect(pattern.slice(2)).toEqual([...zeros(20), -100, 0])
  expect(kind.slice(2)).toEqual([...zeros(14), 2, 2, 2, 2, 2, 2, 2, 0])
})

// The second high is 17 at bar 15. The lines at bar 18: 17 - 3 x 0.375 = 15.875 and 13 + 7 / 3 = 15.33.
const symmetrical = [...start, 14, 15.5, 16.5, 17, 16, 15.5, 15.2, 15]

test('falling highs and rising lows are symmetrical, and a close below the lows breaks it', () => {
  const { pattern, kind } = over(symmetrical)
  expect(pattern.slice(2)).toEqual([...zeros(16), -100, 0])
  expect(kind.slice(2)).toEqual([...zeros(14), 3, 3, 3, 0])
  expect(over(symmetrical.with(18, 15.4).with(19, 15.3)).pattern[18]).toBe(0)
})

test('both sides level within the tolerance are none', () => {
  // The width at bar 2 is 17 + 13 x 0.375 - 10 = 11.875, a quarter of which is 2.97 and three tenths 3.56; both sides differ by 3.
  expect(over(symmetrical, { tolerance: 0.25 }).kind[16]).toBe(3)
  expect(over(symmetrical, { tolerance: 0.3 }).kind[16]).toBe(0)
})

test('where the lines meet the wait ends', () => {
  // 16 - 0.5 (i - 15) and 13 + (i - 11) / 3 meet before bar 19; the close goes along between them until there.
  const path = [...start, 14, 15, 15.5, 16, 15.4, 15.1, 14.99]
  const lines = (i: number) => [16 - 0.5 * (i - 15), 13 + (i - 11) / 3] as const
  const between = path.map((price, i) => (i < 16 ? price : (lines(i)[0] + lines(i)[1]) / 2))
  expect(over([...between, 14, 13]).pattern.slice(2)).toEqual(zeros(19))
  expect(over(between).kind.slice(15)).toEqual([0, 3, 0, 0])
})

test('prices upside down give the opposite breaks', () => {
  const { bars, mirror } = mirroredBars(20_000, 9)
  const one = valuesOf(triangle, { left: 2, right: 2 }, bars)
  const other = valuesOf(triangle, { left: 2, right: 2 }, mirror)
  expect(one.pattern.filter((value) => value === 100).length).toBeGreaterThan(100)
  expect(one.pattern.map((value) => 0 - value)).toEqual(other.pattern)
  const swapped = one.kind.map((kind) => (kind === 1 ? 2 : kind === 2 ? 1 : kind))
  expect(swapped).toEqual(other.kind)
})

test('a market that stands still has none', () => {
  const { pattern, kind } = valuesOf(triangle, {}, flatBars(30))
  expect([...pattern.slice(6), ...kind.slice(6)]).toEqual(zeros(48))
})
