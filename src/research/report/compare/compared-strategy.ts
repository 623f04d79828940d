import { summarise } from '../../metrics/summarise.ts'
import type { RunResult } from '../../run-result.ts'
import { tradesHash } from '../../trades-hash.ts'
import type { AbsentStrategy, ComparedStrategy } from './comparison.ts'

/** What is kept of the run of one strategy; nothing of it reads the run any more. */
export function comparedStrategy(result: RunResult): ComparedStrategy | AbsentStrategy {
  const { stopped = [], markets } = result
  const strategy = result.strategies[0] ?? ''
  if (stopped.length === markets.length) return { strategy, status: 'stopped', reason: stopped[0]?.reason ?? '' }
  return {
    strategy,
    summary: summarise(result),
    tradesHash: tradesHash(result.trades),
    stoppedOn: stopped.map(({ symbol, reason }) => ({ symbol, reason })),
  }
}
