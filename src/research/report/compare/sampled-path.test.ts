import { expect, test } from 'vitest'
import { NEW_YEAR_2024, runOf } from '../../metrics/testing/run-of.ts'
import { sampleMarket, samplePath } from './sampled-path.ts'

const DAY_MS = 86_400_000
const days = (count: number) => Array.from({ length: count }, (_, k) => NEW_YEAR_2024 + k * DAY_MS)

test('a short run is kept whole, behind the capital before its first bar', () => {
  const path = samplePath(runOf({ equity: [1100, 990, 1210], capital: 1000 }), 100)
  expect(path.time).toEqual(days(4))
  expect(path.equity).toEqual([1000, 1100, 990, 1210])
  expect(path.drawdownPct).toEqual([0, 0, (990 / 1100 - 1) * 100, 0])
  expect(Array.from(path.dailyReturns)).toEqual([1100 / 1000 - 1, 990 / 1100 - 1, 1210 / 990 - 1])
})

test('of a long run each stretch has its last equity and its deepest drawdown', () => {
  const path = samplePath(runOf({ equity: [1000, 500, 1000, 2000, 1000, 1900, 1800], capital: 1000 }), 4)
  // Seven bars in three stretches: 1-2, 3-4, 5-7.
  expect(path.time).toEqual([0, 2, 4, 7].map((k) => NEW_YEAR_2024 + k * DAY_MS))
  expect(path.equity).toEqual([1000, 500, 2000, 1800])
  expect(path.drawdownPct).toEqual([0, -50, 0, -50])
})

test('the market is held in equal parts from its first open', () => {
  const path = sampleMarket(runOf({ equity: [1000, 1000], closes: { 'BTC/USDT': [100, 150] } }), 100)
  expect(path.equity).toEqual([1000, 1000, 1500])
})

test('a run without bars has a path without points', () => {
  const run = runOf({ equity: [], closes: { 'BTC/USDT': [] } })
  expect(samplePath(run, 100)).toEqual({ time: [], equity: [], drawdownPct: [], dailyReturns: new Float64Array(0) })
})
