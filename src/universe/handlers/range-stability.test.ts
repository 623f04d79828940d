import { expect, test } from 'vitest'
import { AT, candidateOf, DAY_MS, reasonsOf, universeOf } from '../testing/candidates.ts'
import { rangeStability } from './range-stability.ts'

// Of the last two days: (112 - 80) / 80 = 40 %. The day before reached 500.
const market = candidateOf({ timeframe: '1d', closes: [100, 100, 100], highs: [500, 110, 112], lows: [90, 80, 99] })

test('the range is from the lowest low to the highest high, and stays at its limits', () => {
  expect(universeOf(rangeStability({ days: 2, minPct: 40, maxPct: 40 }), [market]).symbols).toEqual(['SOL/USDT'])
  expect(reasonsOf(universeOf(rangeStability({ days: 2, minPct: 40.1 }), [market]))).toEqual([
    'SOL/USDT: 2d range of 40 % is below 40.1',
  ])
  expect(reasonsOf(universeOf(rangeStability({ days: 2, maxPct: 39.9 }), [market]))).toEqual([
    'SOL/USDT: 2d range of 40 % is above 39.9',
  ])
})

test('bars that do not reach back, or stopped before, have no range', () => {
  expect(reasonsOf(universeOf(rangeStability({ days: 4 }), [market]))).toEqual([
    'SOL/USDT: has bars from 2024-01-28 00:00 on, which is less than the last 4d',
  ])
  const still = candidateOf({ timeframe: '1d', closes: [100, 110, 100], endsAt: AT - 2 * DAY_MS })
  expect(reasonsOf(universeOf(rangeStability({ days: 2 }), [still]))).toEqual([
    'SOL/USDT: has no closed bar in the last 2d',
  ])
})
