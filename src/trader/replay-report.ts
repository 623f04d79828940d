import type { Difference, EventComparer } from './event-comparer.ts'

/** What a second run over the inputs of a session found. */
export interface ReplayReport {
  readonly identical: boolean
  /** Events that were the same, and bars that were played. */
  readonly events: number
  readonly bars: number
  readonly difference?: Difference
}

export function reportOf({ matched: events, difference }: EventComparer, bars: number): ReplayReport {
  return difference === undefined ? { identical: true, events, bars } : { identical: false, events, bars, difference }
}
