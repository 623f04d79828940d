import { expect, test } from 'vitest'
import { barsOf, expectClose, testAgainstTulip, valuesOf } from '../testing/expect-values.ts'
import { randomBars } from '../testing/random-bars.ts'
import { psar } from './psar.ts'

testAgainstTulip(psar, { step: 0.2, maximum: 2 }, { heading: 'psar .2 2', inputs: ['high', 'low'], lines: ['psar'] })

const hand = barsOf({
  high: [10, 11, 12, 13, 14, 9, 8],
  low: [9, 10, 11, 12, 13, 8, 7],
})

test('follows a rise by growing steps and turns at the extreme', () => {
  // Bars 1 and 2 are held at the low 9 of bar 0; then 9 + 0.3 x (12 - 9) = 9.9 and 9.9 + 0.3 x (13 - 9.9) = 10.83.
  // Bar 5 falls through 10.83 + 0.3 x (14 - 10.83): the stop goes to the extreme 14, and the high of bar 4 holds it there.
  const values = valuesOf(psar, { step: 0.1, maximum: 0.3 }, hand)
  expectClose(values.psar, [null, 9, 9, 9.9, 10.83, 14, 14], 1e-12)
  expect(values.direction).toEqual([Number.NaN, 1, 1, 1, 1, -1, -1])
})

test('a maximum below the step is the step', () => {
  const one = valuesOf(psar, { step: 0.5, maximum: 0.1 }, hand)
  expect(one).toEqual(valuesOf(psar, { step: 0.1, maximum: 0.1 }, hand))
})

test('lies below the bar in an uptrend and above it in a downtrend', () => {
  const bars = randomBars({ count: 2000, seed: 6 })
  const { psar: stops, direction } = valuesOf(psar, {}, bars)
  for (let i = 1; i < bars.length; i++) {
    if (direction[i] === 1) expect(stops[i]).toBeLessThanOrEqual(bars.low[i] as number)
    else expect(stops[i]).toBeGreaterThanOrEqual(bars.high[i] as number)
  }
  expect(new Set(direction.slice(1))).toEqual(new Set([1, -1]))
})
