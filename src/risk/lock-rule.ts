import { foldTrades } from './per-trade.ts'
import type { AccountPast, ClosedTrade, ProposedEntry, RiskRule } from './risk-rule.ts'

/** How long is looked back, how long is waited, and for whom. Times are in milliseconds. */
export interface Lock {
  readonly lookbackMs: number
  readonly stopMs: number
  /** Only the symbol whose trades were bad waits, or only its side; otherwise everything does. */
  readonly onlyPerPair?: boolean
  readonly onlyPerSide?: boolean
}

interface Locked {
  readonly until: number
  readonly why: string
}

/**
 * A rule that waits after bad trades. It is judged at the close of every trade, over those that closed in the time before; when `judge`
 * gives a reason, the symbols that it holds for are not entered until `stopMs` after that close.
 */
export function lockRule(
  name: string,
  lock: Lock,
  judge: (trades: readonly ClosedTrade[]) => string | undefined,
): RiskRule {
  const locks = foldTrades(
    () => new Map<number, Locked>(),
    (known, trades, place) => takeTrade(known, trades, place, lock, judge),
  )
  const lockOf = (entry: ProposedEntry, past: AccountPast) => locks(past).get(groupOf(lock, entry))
  return {
    name,
    largest: (entry, { past }) => (entry.at < (lockOf(entry, past)?.until ?? 0) ? 0 : Number.POSITIVE_INFINITY),
    explain(entry, { past }) {
      const { until = 0, why = '' } = lockOf(entry, past) ?? {}
      return `${why}; nothing is entered until ${new Date(until).toISOString()}`
    },
  }
}

/** Trades that are judged together have the same number. */
function groupOf({ onlyPerPair, onlyPerSide }: Lock, { market, side }: Pick<ClosedTrade, 'market' | 'side'>): number {
  const pair = onlyPerPair === true ? 1 + market : 0
  return 2 * pair + (onlyPerSide === true && side === 'short' ? 1 : 0)
}

/** Judges the trade at `place` with those of its group in the time before it. */
function takeTrade(
  locks: Map<number, Locked>,
  trades: readonly ClosedTrade[],
  place: number,
  lock: Lock,
  judge: (trades: readonly ClosedTrade[]) => string | undefined,
): void {
  const newest = trades[place] as ClosedTrade
  const group = groupOf(lock, newest)
  const from = newest.exitAt - lock.lookbackMs
  const recent: ClosedTrade[] = []
  for (let k = place; k >= 0; k--) {
    const trade = trades[k] as ClosedTrade
    if (trade.exitAt <= from) break
    if (groupOf(lock, trade) === group) recent.push(trade)
  }
  const why = judge(recent.reverse())
  const until = newest.exitAt + lock.stopMs
  // Of two locks the one that ends later holds.
  if (why !== undefined && until >= (locks.get(group)?.until ?? 0)) locks.set(group, { until, why })
}
