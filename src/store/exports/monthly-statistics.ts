import type { Trade } from '../../core/trade.ts'
import { tradeStatistics } from '../../research/metrics/trade-statistics.ts'
import { type BalanceChange, closedBooksOf } from './closed-books.ts'
import type { ExportedEvent } from './exported-event.ts'

/**
 * A calendar month (UTC) of an account. Money is in quote units. A trade counts in the month in which it was closed, with all of its
 * fees and funding, so that initialBalance + deposits + netPnl is finalBalance, and that is the initialBalance of the next month.
 */
export interface MonthStatistics {
  /** `2025-10`. */
  readonly month: string
  readonly initialBalance: number
  /** Less what was withdrawn. */
  readonly deposits: number
  readonly finalBalance: number
  readonly trades: number
  readonly wins: number
  readonly losses: number
  /** Null without a trade. */
  readonly winRatePct: number | null
  /** Before fees and funding. */
  readonly grossPnl: number
  readonly fees: number
  /** Received (positive) or paid. */
  readonly funding: number
  readonly netPnl: number
  /** The most that a trade won and lost; null without a trade. */
  readonly bestTrade: number | null
  readonly worstTrade: number | null
  /** Gains over losses; null when nothing was lost. */
  readonly profitFactor: number | null
  /** Deepest fall of the closed balance since the month began; deposits and withdrawals are no rise and no fall. */
  readonly maxDrawdown: number
  /** The deepest in percent, as a unit that was there all month would have fallen; it need not be the same fall. */
  readonly maxDrawdownPct: number
}

/** The months of a session, those without a trade included. */
export function monthlyStatisticsOf(events: Iterable<ExportedEvent>): MonthStatistics[] {
  const { capital, months, changes } = closedBooksOf(events)
  const byMonth = Map.groupBy(changes, ({ month }) => month)
  let balance = capital
  return months.map((month) => {
    const statistics = statisticsOf(month, balance, byMonth.get(month) ?? [])
    balance = statistics.finalBalance
    return statistics
  })
}

function statisticsOf(month: string, initialBalance: number, changes: readonly BalanceChange[]): MonthStatistics {
  const trades = changes.flatMap(({ trade }) => (trade === null ? [] : [trade]))
  const sum = (amountOf: (trade: Trade) => number) => trades.reduce((total, trade) => total + amountOf(trade), 0)
  const { wins, losses, winRatePct, bestTrade, worstTrade, profitFactor } = tradeStatistics(trades)
  return {
    month,
    initialBalance,
    deposits: changes.reduce((total, { amount, trade }) => total + (trade === null ? amount : 0), 0),
    finalBalance: changes.reduce((total, { amount }) => total + amount, initialBalance),
    trades: trades.length,
    wins,
    losses,
    winRatePct,
    grossPnl: sum(({ grossPnl }) => grossPnl),
    fees: sum(({ fees }) => fees),
    funding: sum(({ funding }) => funding),
    netPnl: sum(({ pnl }) => pnl),
    bestTrade,
    worstTrade,
    profitFactor,
    ...drawdownOf(initialBalance, changes),
  }
}

/** Amounts against the sum of the results, percents against what one unit would have become: neither moves by a deposit. */
function drawdownOf(
  initialBalance: number,
  changes: readonly BalanceChange[],
): Pick<MonthStatistics, 'maxDrawdown' | 'maxDrawdownPct'> {
  const earned = [0]
  const unit = [1]
  let balance = initialBalance
  for (const { amount, trade } of changes) {
    if (trade !== null) {
      earned.push((earned.at(-1) ?? 0) + amount)
      if (balance > 0) unit.push((unit.at(-1) ?? 1) * Math.max(0, 1 + amount / balance))
    }
    balance += amount
  }
  return {
    maxDrawdown: deepestFall(earned, (highest, value) => highest - value),
    maxDrawdownPct: deepestFall(unit, (highest, value) => (1 - value / highest) * 100),
  }
}

function deepestFall(path: readonly number[], fallOf: (highest: number, value: number) => number): number {
  let highest = Number.NEGATIVE_INFINITY
  return path.reduce((deepest, value) => {
    highest = Math.max(highest, value)
    return Math.max(deepest, fallOf(highest, value))
  }, 0)
}
