import { expect, test } from 'vitest'
import { AT, candidateOf, DAY_MS, reasonsOf, universeOf } from '../testing/candidates.ts'
import { volatility } from './volatility.ts'

// Log returns ln 1.1 and -ln 1.1: mean 0, sample deviation sqrt(2) ln 1.1 = 0.1347889489... or 13.47889489 %.
const market = candidateOf({ timeframe: '1d', closes: [100, 110, 100] })
const EXACT = Math.SQRT2 * Math.log(1.1) * 100

test('the deviation of the returns stays at its limits', () => {
  expect(EXACT).toBeCloseTo(13.47889489, 8)
  expect(universeOf(volatility({ days: 3, minPct: EXACT, maxPct: EXACT }), [market]).symbols).toEqual(['SOL/USDT'])
  expect(reasonsOf(universeOf(volatility({ days: 3, minPct: 13.48 }), [market]))).toEqual([
    'SOL/USDT: 3d volatility of 13.4789 % a bar is below 13.48',
  ])
  expect(reasonsOf(universeOf(volatility({ days: 3, maxPct: 13.47 }), [market]))).toEqual([
    'SOL/USDT: 3d volatility of 13.4789 % a bar is above 13.47',
  ])
})

test('a price that grows by the same share at every bar has none', () => {
  const steady = candidateOf({ timeframe: '1d', closes: [1024, 1536, 2304, 3456] })
  expect(universeOf(volatility({ days: 4, maxPct: 0 }), [steady]).symbols).toEqual(['SOL/USDT'])
})

test('two returns are the fewest', () => {
  expect(reasonsOf(universeOf(volatility({ days: 2 }), [market]))).toEqual([
    'SOL/USDT: has too few closed bars in the last 2d',
  ])
  expect(reasonsOf(universeOf(volatility({ days: 4 }), [market]))).toEqual([
    'SOL/USDT: has bars from 2024-01-28 00:00 on, which is less than the last 4d',
  ])
  const still = candidateOf({ timeframe: '1d', closes: [100, 110, 100], endsAt: AT - 3 * DAY_MS })
  expect(reasonsOf(universeOf(volatility({ days: 3 }), [still]))).toEqual([
    'SOL/USDT: has no closed bar in the last 3d',
  ])
})
