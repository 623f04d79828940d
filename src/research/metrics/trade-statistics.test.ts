import { expect, test } from 'vitest'
import { tradeOf } from './testing/trade-of.ts'
import { tradeStatistics } from './trade-statistics.ts'

const tradesOf = (...pnls: number[]) => pnls.map((pnl) => tradeOf({ pnl }))

test('four trades, two of them won', () => {
  const found = tradeStatistics(tradesOf(30, -10, -20, 40))
  expect(found).toMatchObject({ trades: 4, wins: 2, losses: 2, draws: 0, winRatePct: 50 })
  expect(found).toMatchObject({ profitFactor: 70 / 30, expectancy: 10, avgWin: 35, avgLoss: 15 })
  expect(found.expectancyRatio).toBeCloseTo((1 + 35 / 15) * 0.5 - 1, 12)
  // Deviation with n - 1: sqrt((400 + 400 + 900 + 900) / 3).
  expect(found.sqn).toBeCloseTo((2 * 10) / Math.sqrt(2600 / 3), 12)
  expect(found).toMatchObject({ bestTrade: 40, bestTradePct: 20, worstTrade: -20, worstTradePct: -10 })
  expect(found).toMatchObject({ longestWinStreak: 1, longestLossStreak: 2, avgBarsHeld: 2, avgReturnPct: 5 })
})

test('no trades leave everything undefined but the counts', () => {
  expect(tradeStatistics([])).toEqual({
    trades: 0,
    wins: 0,
    losses: 0,
    draws: 0,
    winRatePct: null,
    profitFactor: null,
    expectancy: null,
    expectancyRatio: null,
    sqn: null,
    avgWin: null,
    avgLoss: null,
    avgReturnPct: null,
    bestTrade: null,
    bestTradePct: null,
    worstTrade: null,
    worstTradePct: null,
    longestWinStreak: 0,
    longestLossStreak: 0,
    avgBarsHeld: null,
  })
})

test('one trade is its own average and has no quality number', () => {
  expect(tradeStatistics(tradesOf(-5))).toMatchObject({
    winRatePct: 0,
    profitFactor: 0,
    expectancy: -5,
    sqn: null,
    avgWin: null,
    avgLoss: 5,
    bestTrade: -5,
    worstTrade: -5,
    longestLossStreak: 1,
  })
})

test('trades that all won have no profit factor', () => {
  const found = tradeStatistics(tradesOf(1, 2, 3))
  expect(found).toMatchObject({ winRatePct: 100, profitFactor: null, expectancyRatio: null, avgLoss: null })
  expect(found.longestWinStreak).toBe(3)
})

test('a trade that ended at zero is neither won nor lost and ends a streak', () => {
  const found = tradeStatistics(tradesOf(1, 1, 0, 1))
  expect(found).toMatchObject({ wins: 3, losses: 0, draws: 1, winRatePct: 75, longestWinStreak: 2 })
})
