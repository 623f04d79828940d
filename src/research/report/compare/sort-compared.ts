import type { RunSummary } from '../../metrics/run-summary.ts'
import type { ComparedStrategy } from './comparison.ts'
import type { SortKey } from './sort-key.ts'

/** The larger, the better; null is not defined. */
const RANKS: Readonly<Record<SortKey, (summary: RunSummary) => number | null>> = {
  return: ({ totalReturnPct }) => totalReturnPct,
  sharpe: ({ sharpe }) => sharpe,
  drawdown: ({ maxDrawdownPct }) => -maxDrawdownPct,
  // Who has won and never lost has no finite factor, and yet the best.
  'profit-factor': ({ profitFactor, wins }) => profitFactor ?? (wins > 0 ? Number.POSITIVE_INFINITY : null),
  trades: ({ trades }) => trades,
  'win-rate': ({ winRatePct }) => winRatePct,
}

/** The best first; those without the figure last, and equal ones in the order in which they were. */
export function sortCompared(ran: readonly ComparedStrategy[], key: SortKey): ComparedStrategy[] {
  const rankOf = ({ summary }: ComparedStrategy): number => RANKS[key](summary) ?? Number.NEGATIVE_INFINITY
  return ran.toSorted((a, b) => {
    const [first, second] = [rankOf(a), rankOf(b)]
    return first === second ? 0 : second > first ? 1 : -1
  })
}
