import type { Timeframe } from '../../../core/timeframe.ts'
import type { RunSummary } from '../../metrics/run-summary.ts'
import type { SampledPath } from './sampled-path.ts'
import type { SortKey } from './sort-key.ts'

/** What came of one strategy: all that is kept of its run. */
export interface ComparedStrategy {
  readonly strategy: string
  readonly summary: RunSummary
  readonly tradesHash: string
  /** Something to compare the others with, not to trade on. */
  readonly isBaseline?: boolean | undefined
  /** Markets on which it was stopped on the way; on others it went on. */
  readonly stoppedOn: readonly { readonly symbol: string; readonly reason: string }[]
  /** Its way there, where a report is to be made. */
  readonly path?: SampledPath
}

/** A strategy without a result: stopped on every market, or left out before it began. */
export interface AbsentStrategy {
  readonly strategy: string
  readonly status: 'stopped' | 'left out'
  readonly reason: string
}

/** Several strategies, each alone on the same candles and the same account. */
export interface Comparison {
  readonly symbols: readonly string[]
  readonly quote: string
  readonly timeframe: Timeframe
  readonly capital: number
  /** What `ran` is sorted by. */
  readonly sortedBy: SortKey
  /** The best first. */
  readonly ran: readonly ComparedStrategy[]
  readonly absent: readonly AbsentStrategy[]
  /** What the markets themselves did; only with the paths of the strategies. */
  readonly market?: SampledPath
}
