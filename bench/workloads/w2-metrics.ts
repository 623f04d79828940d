import { perBarMetrics } from '../../src/research/metrics/per-bar-metrics.ts'
import { tradeStatistics } from '../../src/research/metrics/trade-statistics.ts'
import type { RunResult } from '../../src/research/run-result.ts'

const MINUTES_PER_YEAR = 525_600

/** What W2 asks for besides the equity of each bar and the trades; the C floor has it within the time that it reports too. */
export interface W2Metrics {
  readonly trades: number
  readonly final: number
  readonly sharpe: number
  readonly sortino: number
  readonly maxDrawdown: number
  readonly maxDrawdownPct: number
  readonly underWaterBars: number
  readonly exposedBars: number
  readonly winRatePct: number
  readonly profitFactor: number
  readonly avgWin: number
  readonly avgLoss: number
  readonly expectancy: number
}

/** The product's own metrics of a W2 run. */
export function measureW2({ curve, trades }: RunResult): W2Metrics {
  const { sharpe, sortino, maxDrawdown, maxDrawdownPct, underWaterBars } = perBarMetrics(curve.equity, {
    periodsPerYear: MINUTES_PER_YEAR,
  })
  const { winRatePct, profitFactor, avgWin, avgLoss, expectancy } = tradeStatistics(trades)
  let exposedBars = 0
  const { positions } = curve
  for (let i = 0; i < positions.length; i++) exposedBars += (positions[i] as number) > 0 ? 1 : 0
  return {
    trades: trades.length,
    final: curve.equity.at(-1) ?? Number.NaN,
    sharpe,
    sortino,
    maxDrawdown,
    maxDrawdownPct,
    underWaterBars,
    exposedBars,
    winRatePct: winRatePct ?? Number.NaN,
    profitFactor: profitFactor ?? Number.NaN,
    avgWin: avgWin ?? Number.NaN,
    avgLoss: avgLoss ?? Number.NaN,
    expectancy: expectancy ?? Number.NaN,
  }
}
