import { timeframeMs } from '../../core/timeframe.ts'
import type { Trade } from '../../core/trade.ts'
import type { RunResult } from '../run-result.ts'
import { alphaBeta } from './alpha-beta.ts'
import { annualise, annualReturn } from './annual-return.ts'
import { annualVolatility } from './annual-volatility.ts'
import { attributed } from './attribution.ts'
import { breakdown } from './breakdown.ts'
import { walkBuyAndHold } from './buy-and-hold.ts'
import { costWaterfall } from './cost-waterfall.ts'
import { type DailyEquity, dailyEquity, dailyReturns } from './daily-equity.ts'
import { exposedBars } from './exposed-bars.ts'
import { finiteOrNull } from './finite.ts'
import { omegaRatio } from './omega-ratio.ts'
import { type PerBarMetrics, perBarMetrics } from './per-bar-metrics.ts'
import { periodTable } from './period-table.ts'
import type { BuyAndHoldFigures, ReturnFigures, RiskFigures, RunSummary } from './run-summary.ts'
import { sharpeRatio } from './sharpe-ratio.ts'
import { sortinoRatio } from './sortino-ratio.ts'
import { tradeStatistics } from './trade-statistics.ts'
import { conditionalValueAtRisk, valueAtRisk } from './value-at-risk.ts'

const DAY_MS = 86_400_000
/** Crypto trades every day, so a year has 365 daily returns. */
const DAYS_PER_YEAR = 365

/** Turns a run into its figures. Two passes over the bars (the run's equity and buy-and-hold's), the rest is per day or per trade. */
export function summarise(run: RunResult): RunSummary {
  const { curve, trades, capital } = run
  const daily = dailyEquity(curve.time, curve.equity, capital)
  const path = perBarMetrics(curve.equity, { periodsPerYear: DAYS_PER_YEAR, startEquity: capital })
  const returns = returnFigures(run, daily)
  const { beforeSlippage, ...costs } = costWaterfall(trades)
  const turnover = tradedNotional(run)
  const grouped = (keyOf: (trade: Trade) => string) => breakdown(trades, capital, keyOf)
  return {
    ...span(run),
    ...returns,
    ...riskFigures(run, daily, path, returns.cagrPct),
    ...tradeStatistics(trades),
    ...costs,
    exposurePct: exposurePct(run),
    turnover,
    turnoverRatio: turnover / capital,
    buyAndHold: buyAndHoldFigures(run, daily, returns.totalReturnPct),
    costs: { beforeSlippage, ...costs },
    perSymbol: grouped((trade) => trade.symbol),
    perStrategy: breakdown(attributed(trades), capital, (trade) => trade.strategy),
    perSide: grouped((trade) => trade.side),
    perExitReason: grouped((trade) => trade.exitReason),
    monthly: periodTable(daily, trades, { capital, unit: 'month' }),
    yearly: periodTable(daily, trades, { capital, unit: 'year' }),
    refusals: Object.fromEntries(Object.entries(run.refusals).sort((a, b) => b[1] - a[1])),
  }
}

function span(run: RunResult): Pick<RunSummary, 'bars' | 'from' | 'to' | 'days'> {
  const { time } = run.curve
  const from = (time.at(0) ?? Number.NaN) - timeframeMs(run.timeframe)
  const to = time.at(-1) ?? Number.NaN
  return { bars: time.length, from: isoOrNull(from), to: isoOrNull(to), days: finiteOrNull((to - from) / DAY_MS) ?? 0 }
}

function returnFigures(run: RunResult, daily: DailyEquity): ReturnFigures {
  const { capital, curve } = run
  const finalEquity = curve.equity[curve.equity.length - 1] ?? capital
  const growth = finalEquity / capital
  return {
    capital,
    finalEquity,
    totalReturnPct: (growth - 1) * 100,
    annualReturnPct: finiteOrNull(annualReturn(daily.returns, DAYS_PER_YEAR) * 100),
    cagrPct: finiteOrNull(annualise(growth, span(run).days / DAYS_PER_YEAR) * 100),
  }
}

function riskFigures(
  { curve }: RunResult,
  { returns }: DailyEquity,
  path: PerBarMetrics,
  cagrPct: number | null,
): RiskFigures {
  const periodsPerYear = DAYS_PER_YEAR
  const atIndex = (i: number): number => curve.time.at(i) ?? Number.NaN
  const hasFallen = path.maxDrawdown > 0
  const underWaterTo = path.underWaterFromIndex + path.underWaterBars
  return {
    sharpe: finiteOrNull(sharpeRatio(returns, { periodsPerYear })),
    sortino: finiteOrNull(sortinoRatio(returns, { periodsPerYear })),
    calmar: cagrPct === null ? null : finiteOrNull(cagrPct / path.maxDrawdownPct),
    omega: finiteOrNull(omegaRatio(returns, { periodsPerYear })),
    volatilityPct: finiteOrNull(annualVolatility(returns, periodsPerYear) * 100),
    var95Pct: finiteOrNull(0 - valueAtRisk(returns) * 100),
    cvar95Pct: finiteOrNull(0 - conditionalValueAtRisk(returns) * 100),
    maxDrawdownPct: path.maxDrawdownPct,
    maxDrawdown: path.maxDrawdown,
    maxDrawdownPeakAt: hasFallen ? isoOrNull(atIndex(path.peakIndex)) : null,
    maxDrawdownTroughAt: hasFallen ? isoOrNull(atIndex(path.troughIndex)) : null,
    maxDrawdownDays: hasFallen ? (atIndex(underWaterTo) - atIndex(path.underWaterFromIndex)) / DAY_MS : 0,
    maxDrawdownBars: path.underWaterBars,
  }
}

function buyAndHoldFigures(run: RunResult, daily: DailyEquity, totalReturnPct: number): BuyAndHoldFigures {
  const { curve, capital } = run
  if (curve.time.length === 0 || run.markets.length === 0) {
    return { returnPct: null, maxDrawdownPct: null, excessReturnPct: null, beta: null, alphaPct: null }
  }
  const { finalEquity, maxDrawdownPct, equityAt } = walkBuyAndHold(run, daily.lastBar)
  const returnPct = (finalEquity / capital - 1) * 100
  const { alpha, beta } = alphaBeta(daily.returns, dailyReturns(equityAt, capital), DAYS_PER_YEAR)
  return {
    returnPct: finiteOrNull(returnPct),
    maxDrawdownPct: finiteOrNull(maxDrawdownPct),
    excessReturnPct: finiteOrNull(totalReturnPct - returnPct),
    beta: finiteOrNull(beta),
    alphaPct: finiteOrNull(alpha * 100),
  }
}

function exposurePct({ curve, trades, timeframe }: RunResult): number | null {
  return finiteOrNull((exposedBars(trades, curve.time, timeframeMs(timeframe)) / curve.time.length) * 100)
}

function tradedNotional({ markets, trades }: RunResult): number {
  const contractSizes = new Map(markets.map(({ instrument }) => [instrument.symbol, instrument.contractSize]))
  return trades.reduce((sum, trade) => {
    const contractSize = contractSizes.get(trade.symbol) ?? 1
    return sum + (trade.entryPrice + trade.exitPrice) * trade.quantity * contractSize
  }, 0)
}

function isoOrNull(at: number): string | null {
  return Number.isFinite(at) ? new Date(at).toISOString() : null
}
