import type { BreakdownRow } from './breakdown.ts'
import type { CostWaterfall } from './cost-waterfall.ts'
import type { PeriodRow } from './period-table.ts'
import type { TradeStatistics } from './trade-statistics.ts'

/**
 * The figures of a run, ready for JSON: plain numbers, ISO times, null for what is not defined (never NaN or infinity).
 * `Pct` is percent, other amounts are quote units. What each figure means exactly is in `metric-definitions.ts`.
 */
export interface RunSummary extends ReturnFigures, RiskFigures, TradeStatistics, Omit<CostWaterfall, 'beforeSlippage'> {
  /** Points of the equity curve. */
  readonly bars: number
  /** Open of the first and close of the last bar, ISO 8601 UTC; null without bars. */
  readonly from: string | null
  readonly to: string | null
  readonly days: number
  readonly exposurePct: number | null
  /** Notional of all fills, in quote units and as a multiple of the capital. */
  readonly turnover: number
  readonly turnoverRatio: number
  readonly buyAndHold: BuyAndHoldFigures
  readonly costs: CostWaterfall
  readonly perSymbol: readonly BreakdownRow[]
  readonly perStrategy: readonly BreakdownRow[]
  readonly perSide: readonly BreakdownRow[]
  readonly perExitReason: readonly BreakdownRow[]
  readonly monthly: readonly PeriodRow[]
  readonly yearly: readonly PeriodRow[]
  /** Why signals and orders came to nothing, most frequent first. */
  readonly refusals: Readonly<Record<string, number>>
}

export interface ReturnFigures {
  readonly capital: number
  readonly finalEquity: number
  readonly totalReturnPct: number
  readonly annualReturnPct: number | null
  readonly cagrPct: number | null
}

export interface RiskFigures {
  readonly sharpe: number | null
  readonly sortino: number | null
  readonly calmar: number | null
  readonly omega: number | null
  readonly volatilityPct: number | null
  readonly var95Pct: number | null
  readonly cvar95Pct: number | null
  readonly maxDrawdownPct: number
  readonly maxDrawdown: number
  /** Peak and bottom of the fall of `maxDrawdownPct`; null when equity never fell. */
  readonly maxDrawdownPeakAt: string | null
  readonly maxDrawdownTroughAt: string | null
  readonly maxDrawdownDays: number
  readonly maxDrawdownBars: number
}

/** Equal parts of the capital in every market of the run, from the first open to the last close, without costs. */
export interface BuyAndHoldFigures {
  readonly returnPct: number | null
  readonly maxDrawdownPct: number | null
  /** Total return of the run less that of buy-and-hold, in percentage points. */
  readonly excessReturnPct: number | null
  /** Slope of the run's daily returns over those of buy-and-hold, and the annual return beside that. */
  readonly beta: number | null
  readonly alphaPct: number | null
}
