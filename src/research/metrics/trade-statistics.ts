import type { Trade } from '../../core/trade.ts'
import { finiteOrNull } from './finite.ts'
import { mean, sampleDeviation } from './moments.ts'

/** What the closed trades were like. A trade with a pnl above zero is won, below zero lost. Money is in quote units; null is not defined. */
export interface TradeStatistics {
  readonly trades: number
  readonly wins: number
  readonly losses: number
  readonly draws: number
  /** Share of trades that were won. */
  readonly winRatePct: number | null
  /** Sum of the gains over the sum of the losses; null when nothing was lost. */
  readonly profitFactor: number | null
  /** Mean pnl of a trade. */
  readonly expectancy: number | null
  /** Gain expected per unit at risk: (1 + avgWin / avgLoss) x win rate - 1 (as freqtrade); null without a won or a lost trade. */
  readonly expectancyRatio: number | null
  /** System quality number (Van Tharp, on pnl): root of the number of trades x mean pnl / deviation (n - 1). */
  readonly sqn: number | null
  /** Mean gain of the won trades, and mean loss of the lost ones as a positive amount. */
  readonly avgWin: number | null
  readonly avgLoss: number | null
  readonly avgReturnPct: number | null
  readonly bestTrade: number | null
  readonly bestTradePct: number | null
  readonly worstTrade: number | null
  readonly worstTradePct: number | null
  /** Most trades won, or lost, one after the other in the order in which they closed. */
  readonly longestWinStreak: number
  readonly longestLossStreak: number
  readonly avgBarsHeld: number | null
}

/** Statistics of the trades in the order in which they were closed. */
export function tradeStatistics(trades: readonly Trade[]): TradeStatistics {
  const pnls = Float64Array.from(trades, (trade) => trade.pnl)
  const returnsPct = Float64Array.from(trades, (trade) => trade.returnPct)
  const count = trades.length
  const gains = pnls.filter((pnl) => pnl > 0)
  const losses = pnls.filter((pnl) => pnl < 0)
  const avgWin = finiteOrNull(mean(gains))
  const avgLoss = finiteOrNull(-mean(losses))
  const winRate = gains.length / count
  return {
    trades: count,
    wins: gains.length,
    losses: losses.length,
    draws: count - gains.length - losses.length,
    winRatePct: finiteOrNull(winRate * 100),
    profitFactor: finiteOrNull(-total(gains) / total(losses)),
    expectancy: finiteOrNull(mean(pnls)),
    expectancyRatio: avgWin === null || avgLoss === null ? null : finiteOrNull((1 + avgWin / avgLoss) * winRate - 1),
    sqn: finiteOrNull((Math.sqrt(count) * mean(pnls)) / sampleDeviation(pnls)),
    avgWin,
    avgLoss,
    avgReturnPct: finiteOrNull(mean(returnsPct)),
    ...extremes(pnls, returnsPct),
    longestWinStreak: longestStreak(pnls, (pnl) => pnl > 0),
    longestLossStreak: longestStreak(pnls, (pnl) => pnl < 0),
    avgBarsHeld: finiteOrNull(mean(Float64Array.from(trades, (trade) => trade.barsHeld))),
  }
}

/** The best and worst by amount and by percent, which need not be the same trades. */
function extremes(pnls: Float64Array, returnsPct: Float64Array) {
  return {
    bestTrade: extreme(pnls, Math.max),
    bestTradePct: extreme(returnsPct, Math.max),
    worstTrade: extreme(pnls, Math.min),
    worstTradePct: extreme(returnsPct, Math.min),
  }
}

function extreme(values: Float64Array, choose: (a: number, b: number) => number): number | null {
  return values.length === 0 ? null : finiteOrNull(values.reduce((a, b) => choose(a, b)))
}

function longestStreak(pnls: Float64Array, counts: (pnl: number) => boolean): number {
  let longest = 0
  let current = 0
  for (const pnl of pnls) {
    current = counts(pnl) ? current + 1 : 0
    longest = Math.max(longest, current)
  }
  return longest
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0)
}
