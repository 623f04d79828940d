import type { Bars } from './bars.ts'

/**
 * Walks several markets of one timeframe through time: each step is a moment at which bars close. `closed[market]` is the index of
 * the bar that closes then, or -1 when the market has none (a gap, not listed yet, gone).
 */
export class Timeline {
  /** The bars of the step that `next` has reached; one array serves the whole walk. */
  readonly closed: Int32Array
  /** When those bars close, UTC, in milliseconds. */
  closesAt = Number.NEGATIVE_INFINITY
  readonly #markets: readonly Bars[]
  readonly #cursors: Int32Array

  constructor(markets: readonly Bars[]) {
    this.#markets = markets
    this.closed = new Int32Array(markets.length).fill(-1)
    this.#cursors = new Int32Array(markets.length)
  }

  /** Goes to the next moment; false when no market has a bar left. */
  next(): boolean {
    const markets = this.#markets
    const cursors = this.#cursors
    let openAt = Number.POSITIVE_INFINITY
    for (let m = 0; m < markets.length; m++) {
      const bars = markets[m] as Bars
      const i = cursors[m] as number
      if (i < bars.length) openAt = Math.min(openAt, bars.timeColumn.values[i] as number)
    }
    if (openAt === Number.POSITIVE_INFINITY) return false
    for (let m = 0; m < markets.length; m++) {
      const bars = markets[m] as Bars
      const i = cursors[m] as number
      const closes = i < bars.length && (bars.timeColumn.values[i] as number) === openAt
      this.closed[m] = closes ? i : -1
      if (closes) cursors[m] = i + 1
      if (closes) this.closesAt = openAt + bars.timeframeMs
    }
    return true
  }
}
