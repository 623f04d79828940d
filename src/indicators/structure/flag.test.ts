import { expect, test } from 'vitest'
import type { IndicatorDefinition } from '../indicator.ts'
import { barsOf, expectClose, valuesOf } from '../testing/expect-values.ts'
import { checkParameterMatters } from '../testing/indicator-contract.ts'
import { flatBars, randomBars } from '../testing/random-bars.ts'
import { flag } from './flag.ts'
import { mirroredBars } from './testing/mirrored-bars.ts'

const over = (prices: readonly number[], params = {}) =>
  valuesOf(flag, { left: 1, right: 1, ...params }, barsOf({ close: prices }))

// Bars 0 to 14 move by 1. The pole runs from 50 at bar 14 to 60 at bar 16; the channel has the lows 57 at 18 and 56 at 21 (known at
// 22) and the highs 60 and 59 at 19, so both its lines fall by 1/3 a bar. The upper one is 58 at bar 22 and 57.67 and 57.33 after it.
const quiet = Array.from({ length: 15 }, (_, i) => 50 + (i % 2))
const path = [...quiet, 55, 60, 58, 57, 59, 57, 56, 57, 57.6, 58, 59]
const expectNone = (pattern: readonly number[]) => expect(new Set(pattern.slice(14))).toEqual(new Set([0]))

test('completes at the first close above the falling channel', () => {
  const { pattern, channel, target } = over(path)
  expect(pattern.slice(14)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 100, 0])
  expectClose(channel.slice(20), [50, 50, 58, 58 - 1 / 3, 58 - 2 / 3, 58 - 2 / 3], 1e-12)
  expectClose(target.slice(20), [50, 50, 68, 68 - 1 / 3, 68 - 2 / 3, 68 - 2 / 3], 1e-12)
})

test('upside down it completes at the first close below', () => {
  expect(over(path.map((price) => 100 - price)).pattern.slice(22)).toEqual([0, 0, -100, 0])
})

test('the pole must measure up to its multiple of the range', () => {
  // Wilder's range: 1 at bar 14, then moves of 5, 5, 2, 1, 2, 2, 1 and 1 make it 1.5213 at bar 22: the pole of 10 is 6.573 of it.
  expect(over(path, { pole: 6.57 }).pattern[24]).toBe(100)
  expectNone(over(path, { pole: 6.58 }).pattern)
})

test('the channel may give back its share of the pole and no more: here 4 of 10', () => {
  expect(over(path, { retrace: 0.4 }).pattern[24]).toBe(100)
  expectNone(over(path, { retrace: 0.39 }).pattern)
})

test('a channel that does not fall, or that opens, is none', () => {
  expectNone(over(path.with(19, 60)).pattern)
  expectNone(over(path.with(21, 57).with(20, 57.5).with(22, 58)).pattern)
  expectNone(over(path.with(21, 54.1)).pattern)
})

test('a close below what it may give back ends the wait', () => {
  // With two bars on the right the last low is known at bar 23, and a new low at bar 24 not yet at bar 25.
  const known = [...path.with(20, 57.5).slice(0, 23), 56.5]
  expect(over([...known, 54, 58], { right: 2 }).pattern[25]).toBe(100)
  expectNone(over([...known, 53.9, 58], { right: 2 }).pattern)
})

test('prices upside down give the opposite flags, and retrace matters', () => {
  const { bars, mirror } = mirroredBars(60_000, 11)
  const one = valuesOf(flag, {}, bars).pattern
  expect(one.filter((value) => value === 100).length).toBeGreaterThan(10)
  expect(one.map((value) => 0 - value)).toEqual(valuesOf(flag, {}, mirror).pattern)
  const subject = { definition: flag as unknown as IndicatorDefinition, params: {} }
  expect(checkParameterMatters(subject, randomBars({ count: 5000, seed: 3 }), 'retrace', 0.4)).toBeUndefined()
})

test('a market that stands still has none', () => {
  expectNone(valuesOf(flag, {}, flatBars(40)).pattern)
})
