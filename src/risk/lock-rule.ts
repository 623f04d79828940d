import { perTrade } from './per-trade.ts'
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
  const locks = perTrade((trades) => locksOf(trades, lock, judge))
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

/** Trades that are judged together have the same group. */
function groupOf({ onlyPerPair, onlyPerSide }: Lock, { market, side }: Pick<ClosedTrade, 'market' | 'side'>): string {
  return `${onlyPerPair === true ? market : ''} ${onlyPerSide === true ? side : ''}`
}

/** The lock of each group that ends last. */
function locksOf(
  trades: readonly ClosedTrade[],
  lock: Lock,
  judge: (trades: readonly ClosedTrade[]) => string | undefined,
): Map<string, Locked> {
  const locks = new Map<string, Locked>()
  const newest = trades.at(-1)?.exitAt ?? 0
  for (const [group, own] of Map.groupBy(trades, (trade) => groupOf(lock, trade))) {
    // From the newest back: the first lock that is found is the one that ends last.
    for (let k = own.length - 1; k >= 0 && !locks.has(group); k--) {
      const { exitAt } = own[k] as ClosedTrade
      if (exitAt + lock.stopMs <= newest) break
      const recent = own.slice(0, k + 1).filter((trade) => trade.exitAt > exitAt - lock.lookbackMs)
      const why = judge(recent)
      if (why !== undefined) locks.set(group, { until: exitAt + lock.stopMs, why })
    }
  }
  return locks
}
