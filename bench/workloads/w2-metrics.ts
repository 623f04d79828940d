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
  return {
    trades: trades.length,
    final: curve.equity.at(-1) ?? Number.NaN,
    sharpe,
    sortino,
    maxDrawdown,
    maxDrawdownPct,
    underWaterBars,
    exposedBars: exposedBars(curve.positions),
    winRatePct: winRatePct ?? Number.NaN,
    profitFactor: profitFactor ?? Number.NaN,
    avgWin: avgWin ?? Number.NaN,
    avgLoss: avgLoss ?? Number.NaN,
    expectancy: expectancy ?? Number.NaN,
  }
}

/** Short calls: the just-in-time compiler gets at a loop sooner than in one call over everything. */
const BLOCK_BARS = 2048

function exposedBars(positions: Uint8Array): number {
  let exposed = 0
  for (let from = 0; from < positions.length; from += BLOCK_BARS) {
    exposed += countHeld(positions, from, Math.min(positions.length, from + BLOCK_BARS))
  }
  return exposed
}

function countHeld(positions: Uint8Array, from: number, to: number): number {
  let held = 0
  for (let i = from; i < to; i++) held += +((positions[i] as number) > 0)
  return held
}
