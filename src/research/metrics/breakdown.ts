import type { Trade } from '../../core/trade.ts'
import { finiteOrNull } from './finite.ts'

/** The trades that have something in common. */
export interface BreakdownRow {
  /** What they have in common: the symbol, the strategy, the side or the reason of the exit. */
  readonly key: string
  readonly trades: number
  readonly wins: number
  readonly winRatePct: number
  readonly pnl: number
  /** Their pnl in percent of the capital of the run. */
  readonly returnPct: number
  /** Sum of the gains over the sum of the losses; null when nothing was lost. */
  readonly profitFactor: number | null
  /** Mean return of a trade on its notional. */
  readonly avgReturnPct: number
  readonly fees: number
}

/** Groups trades by a key; most trades first, equal counts by name. */
export function breakdown(trades: readonly Trade[], capital: number, keyOf: (trade: Trade) => string): BreakdownRow[] {
  const groups = Map.groupBy(trades, keyOf)
  return Array.from(groups, ([key, group]) => breakdownRow(key, group, capital)).sort(
    (a, b) => b.trades - a.trades || (a.key < b.key ? -1 : 1),
  )
}

function breakdownRow(key: string, trades: readonly Trade[], capital: number): BreakdownRow {
  const sum = (amount: (trade: Trade) => number): number => trades.reduce((total, trade) => total + amount(trade), 0)
  const wins = trades.filter((trade) => trade.pnl > 0).length
  const pnl = sum((trade) => trade.pnl)
  return {
    key,
    trades: trades.length,
    wins,
    winRatePct: (wins / trades.length) * 100,
    pnl,
    returnPct: (pnl / capital) * 100,
    profitFactor: finiteOrNull(sum((trade) => Math.max(trade.pnl, 0)) / sum((trade) => Math.max(-trade.pnl, 0))),
    avgReturnPct: sum((trade) => trade.returnPct) / trades.length,
    fees: sum((trade) => trade.fees),
  }
}
