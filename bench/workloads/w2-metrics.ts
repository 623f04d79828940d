import type { RunResult } from '../../src/research/run-result.ts'

/** What W2 asks for besides the equity of each bar and the trades. */
export interface W2Metrics {
  readonly trades: number
  readonly final: number
  readonly maxDrawdown: number
  readonly maxDrawdownPct: number
  readonly longestDrawdownBars: number
  readonly sharpe: number
  readonly sortino: number
  readonly exposedBars: number
  readonly fees: number
  readonly winRate: number
  readonly profitFactor: number
  readonly averageWin: number
  readonly averageLoss: number
  readonly expectancy: number
}

const MINUTES_PER_YEAR = 525_600

/** One walk over the curve and one over the trades, as the C floor does it within the time that it reports. */
export function measureW2({ curve, trades }: RunResult): W2Metrics {
  return { trades: trades.length, ...measureCurve(curve.equity, curve.positions), ...measureTrades(trades) }
}

function measureCurve(equity: Float64Array, positions: Uint8Array) {
  let previous = equity[0] as number
  let peak = previous
  let peakAt = 0
  let maxDrawdown = 0
  let maxShare = 0
  let longest = 0
  let sum = 0
  let squares = 0
  let falls = 0
  let exposedBars = 0
  for (let i = 1; i < equity.length; i++) {
    const value = equity[i] as number
    if (value > peak) {
      peak = value
      peakAt = i
    }
    const drawdown = peak - value
    if (drawdown > maxDrawdown) maxDrawdown = drawdown
    if (drawdown / peak > maxShare) maxShare = drawdown / peak
    if (i - peakAt > longest) longest = i - peakAt
    const change = value / previous - 1
    const fall = change < 0 ? change : 0
    sum += change
    squares += change * change
    falls += fall * fall
    exposedBars += (positions[i] as number) > 0 ? 1 : 0
    previous = value
  }
  const count = equity.length - 1
  const mean = sum / count
  const deviation = Math.sqrt(Math.max(0, squares / count - mean * mean))
  const year = Math.sqrt(MINUTES_PER_YEAR)
  return {
    final: previous,
    maxDrawdown,
    maxDrawdownPct: maxShare * 100,
    longestDrawdownBars: longest,
    sharpe: (mean / deviation) * year,
    sortino: (mean / Math.sqrt(falls / count)) * year,
    exposedBars,
  }
}

function measureTrades(trades: RunResult['trades']) {
  let fees = 0
  let wins = 0
  let won = 0
  let lost = 0
  for (const trade of trades) {
    fees += trade.fees
    if (trade.pnl > 0) {
      wins += 1
      won += trade.pnl
    } else lost -= trade.pnl
  }
  return {
    fees,
    winRate: wins / trades.length,
    profitFactor: won / lost,
    averageWin: won / wins,
    averageLoss: lost / (trades.length - wins),
    expectancy: (won - lost) / trades.length,
  }
}
