import type { Bars } from './bars.ts'

/**
 * A moment at which bars close. It is handed on as one object, filled anew for each step: a double that is passed to a function
 * that is not inlined costs an allocation.
 */
export interface Moment {
  /** When the bars close, UTC, in milliseconds. */
  readonly closesAt: number
  /** Index of the bar that closes in each market, or -1 when the market has none then (a gap, not listed yet, gone). */
  readonly closed: Int32Array
}

/** Walks several markets of one timeframe through time: each step is a moment at which bars close. */
export class Timeline implements Moment {
  readonly closed: Int32Array
  closesAt = Number.NEGATIVE_INFINITY
  readonly #markets: readonly Bars[]
  /** The next bar of each market, and when it opens; Infinity when there is none yet. */
  readonly #cursors: Int32Array
  readonly #opensAt: Float64Array
  readonly #barMs: number
  /** Bars from the first on that open at the same time in every market. */
  #aligned = 0

  constructor(markets: readonly Bars[]) {
    this.#markets = markets
    this.#barMs = markets[0]?.timeframeMs ?? 0
    this.closed = new Int32Array(markets.length).fill(-1)
    this.#cursors = new Int32Array(markets.length)
    this.#opensAt = new Float64Array(markets.length).fill(Number.POSITIVE_INFINITY)
  }

  /** When the bars of the next moment open; Infinity when there are none. */
  get opensAt(): number {
    return this.#earliestOpen()
  }

  /** Goes to the next moment; false when no market has a bar left. */
  next(): boolean {
    const openAt = this.#earliestOpen()
    if (openAt === Number.POSITIVE_INFINITY) return false
    const cursors = this.#cursors
    for (let m = 0; m < cursors.length; m++) {
      const i = cursors[m] as number
      const opens = this.#opensAt[m] === openAt
      this.closed[m] = opens ? i : -1
      if (opens) this.#moveTo(m, i + 1)
    }
    this.closesAt = openAt + this.#barMs
    return true
  }

  /** Index of the next bar of every market, when all of them have closed the same bars so far; -1 otherwise. */
  get alignedIndex(): number {
    if (this.#markets.length === 0) return -1
    const next = this.#cursors[0] ?? 0
    return next < this.#countAligned() ? next : -1
  }

  /** The first index from which on the markets no longer have bars at the same times. */
  get alignedEnd(): number {
    return this.#aligned
  }

  /** Goes to the moment at which bar `index` of every market closes; they are aligned up to there. */
  jump(index: number): void {
    this.closed.fill(index)
    for (let m = 0; m < this.closed.length; m++) this.#moveTo(m, index + 1)
    this.closesAt = (this.#markets[0] as Bars).time[index] as number
    this.closesAt += this.#barMs
  }

  /** Goes on by up to `count` moments, writes to `out[at]` and on when they close, and gives their number. */
  readCloses(out: Float64Array, at: number, count: number): number {
    const from = this.alignedIndex
    let done = from < 0 ? 0 : Math.min(count, this.#aligned - from)
    if (done > 0) {
      const { time } = this.#markets[0] as Bars
      for (let k = 0; k < done; k++) out[at + k] = (time[from + k] as number) + this.#barMs
      this.jump(from + done - 1)
    }
    for (; done < count && this.next(); done++) out[at + done] = this.closesAt
    return done
  }

  /** The first `counts[m]` bars of each market are dropped, all of which have closed. What is left may be aligned or not. */
  forget(counts: readonly number[]): void {
    for (const [m, count] of counts.entries()) this.#cursors[m] = (this.#cursors[m] as number) - count
    this.#aligned = 0
  }

  #countAligned(): number {
    let end = Number.POSITIVE_INFINITY
    for (const { length } of this.#markets) end = Math.min(end, length)
    const from = this.#aligned
    const first = (this.#markets[0] as Bars).time
    for (let m = 1; m < this.#markets.length; m++) {
      const { time } = this.#markets[m] as Bars
      let i = from
      while (i < end && time[i] === first[i]) i++
      end = i
    }
    this.#aligned = end
    return end
  }

  #earliestOpen(): number {
    const opensAt = this.#opensAt
    let earliest = Number.POSITIVE_INFINITY
    for (let m = 0; m < opensAt.length; m++) {
      // A market that had run out of bars may have got more.
      if (opensAt[m] === Number.POSITIVE_INFINITY) this.#moveTo(m, this.#cursors[m] as number)
      if ((opensAt[m] as number) < earliest) earliest = opensAt[m] as number
    }
    return earliest
  }

  /** Makes bar `i` the next one of market `m`. */
  #moveTo(m: number, i: number): void {
    const bars = this.#markets[m] as Bars
    this.#cursors[m] = i
    this.#opensAt[m] = i < bars.length ? (bars.timeColumn.values[i] as number) : Number.POSITIVE_INFINITY
  }
}
