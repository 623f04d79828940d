import { fail } from '../core/assert.ts'
import { firstIndex } from '../core/bisect.ts'
import { Column } from './column.ts'

/**
 * What can be known of a market beside its candles. Depths are in quote units within the range that the source counts, spread is in
 * basis points of the mid price, `benchmark` is the price of another market.
 */
export const SERIES_NAMES = ['fundingRate', 'openInterest', 'bidDepth', 'askDepth', 'spreadBps', 'benchmark'] as const

export type SeriesName = (typeof SERIES_NAMES)[number]

/** The series of a market, those that there are. */
export type SeriesByName = Readonly<Partial<Record<SeriesName, Series>>>

/** Values with the moments at which they became known, ascending, UTC, in milliseconds. A live source appends to it. */
export class Series {
  readonly atColumn = new Column(0)
  readonly valueColumn = new Column(0)
  length = 0

  append(at: number, value: number): void {
    const i = this.length
    const last = i === 0 ? Number.NEGATIVE_INFINITY : (this.atColumn.values[i - 1] as number)
    if (!(at > last)) fail(`a value of ${at} does not come after ${last}`)
    this.atColumn.reserve(i + 1)
    this.valueColumn.reserve(i + 1)
    this.atColumn.values[i] = at
    this.valueColumn.values[i] = value
    this.length = i + 1
  }

  /** Index of the newest value that was known at `at`, -1 when there was none. */
  indexAsOf(at: number): number {
    const times = this.atColumn.values
    return firstIndex(0, this.length, (i) => (times[i] as number) > at) - 1
  }
}
