import type { Trade } from '../../core/trade.ts'
import type { DailyEquity } from './daily-equity.ts'

/** What a calendar month or year (UTC) brought. */
export interface PeriodRow {
  /** `2024-03` or `2024`. */
  readonly period: string
  /** Change of the equity over the period, in percent of its start. */
  readonly returnPct: number
  /** Change of the equity in quote units, positions that are still open included. */
  readonly pnl: number
  /** Trades that closed in the period. */
  readonly trades: number
}

/** One row per month or year of the run, those without a trade included. */
export function periodTable(
  { day, equity }: DailyEquity,
  trades: readonly Trade[],
  { capital, unit }: { readonly capital: number; readonly unit: 'month' | 'year' },
): PeriodRow[] {
  const letters = unit === 'month' ? 'yyyy-mm'.length : 'yyyy'.length
  const periodOf = (at: number): string => new Date(at).toISOString().slice(0, letters)
  const counts = new Map<string, number>()
  for (const trade of trades) counts.set(periodOf(trade.exitAt), (counts.get(periodOf(trade.exitAt)) ?? 0) + 1)
  const rows: PeriodRow[] = []
  let start = capital
  for (let i = 0; i < day.length; i++) {
    const period = periodOf(day[i] as number)
    if (i + 1 < day.length && periodOf(day[i + 1] as number) === period) continue
    const end = equity[i] as number
    const returnPct = start > 0 ? (end / start - 1) * 100 : 0
    rows.push({ period, returnPct, pnl: end - start, trades: counts.get(period) ?? 0 })
    start = end
  }
  return rows
}
