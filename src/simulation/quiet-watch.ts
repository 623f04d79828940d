import type { Bars } from '../market/bars.ts'
import type { Column } from '../market/column.ts'

/**
 * Tells bars in which a market has nothing to do: the low stays above every level that waits below, the high below every level that
 * waits above, and no funding is due. Two or three comparisons decide that for nearly all bars of a run.
 */
export class QuietWatch {
  readonly #bars: Bars
  readonly #time: Column
  readonly #high: Column
  readonly #low: Column
  #lowTrigger = Number.NEGATIVE_INFINITY
  #highTrigger = Number.POSITIVE_INFINITY
  /** No bar before this one, from where the run stands, reaches a price that matters. */
  #quietTo = 0
  /** Bars that open from here on reach the next funding. */
  #fundingBarAt = Number.POSITIVE_INFINITY

  constructor(bars: Bars) {
    this.#bars = bars
    this.#time = bars.timeColumn
    this.#high = bars.highColumn
    this.#low = bars.lowColumn
  }

  /** From here on prices down to `low` or up to `high` matter. */
  arm(low: number, high: number): void {
    this.#lowTrigger = low
    this.#highTrigger = high
    this.#quietTo = 0
  }

  /** The next funding is due at `at`. */
  armFunding(at: number): void {
    this.#fundingBarAt = at - this.#bars.timeframeMs + 0.5
  }

  /** The first `count` bars are gone. */
  forget(count: number): void {
    this.#quietTo -= count
  }

  isQuiet(i: number): boolean {
    return (
      (this.#low.values[i] as number) > this.#lowTrigger &&
      (this.#high.values[i] as number) < this.#highTrigger &&
      (this.#time.values[i] as number) < this.#fundingBarAt
    )
  }

  /** The first bar in [from, to) that is not quiet, or `to`. */
  quietUntil(from: number, to: number): number {
    const end =
      this.#fundingBarAt === Number.POSITIVE_INFINITY ? to : Math.min(to, this.#bars.indexAtOrAfter(this.#fundingBarAt))
    const i = Math.max(from, this.#quietTo)
    if (i >= end) return Math.max(from, end)
    this.#quietTo = this.#firstReached(i, end)
    return this.#quietTo
  }

  /** The first bar in [from, to) that reaches a price which matters, or `to`. */
  #firstReached(from: number, to: number): number {
    const lowTrigger = this.#lowTrigger
    const highTrigger = this.#highTrigger
    if (lowTrigger === Number.NEGATIVE_INFINITY && highTrigger === Number.POSITIVE_INFINITY) return to
    const lows = this.#low.values
    const highs = this.#high.values
    let i = from
    while (i < to && (lows[i] as number) > lowTrigger && (highs[i] as number) < highTrigger) i++
    return i
  }
}
