import type { Bars } from '../market/bars.ts'
import type { Column } from '../market/column.ts'

/**
 * Tells bars in which a market has nothing to do: the low stays above every level that waits below, the high below every level that
 * waits above, and no funding is due. Two or three comparisons decide that for nearly all bars of a run.
 */
export class QuietWatch {
  readonly #barMs: number
  readonly #time: Column
  readonly #high: Column
  readonly #low: Column
  #lowTrigger = Number.NEGATIVE_INFINITY
  #highTrigger = Number.POSITIVE_INFINITY
  /** Bars that open from here on reach the next funding. */
  #fundingBarAt = Number.POSITIVE_INFINITY

  constructor(bars: Bars) {
    this.#barMs = bars.timeframeMs
    this.#time = bars.timeColumn
    this.#high = bars.highColumn
    this.#low = bars.lowColumn
  }

  /** From here on prices down to `low` or up to `high` matter. */
  arm(low: number, high: number): void {
    this.#lowTrigger = low
    this.#highTrigger = high
  }

  /** The next funding is due at `at`. */
  armFunding(at: number): void {
    this.#fundingBarAt = at - this.#barMs + 0.5
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
    const lows = this.#low.values
    const highs = this.#high.values
    const times = this.#time.values
    const lowTrigger = this.#lowTrigger
    const highTrigger = this.#highTrigger
    const fundingBarAt = this.#fundingBarAt
    let i = from
    while (
      i < to &&
      (lows[i] as number) > lowTrigger &&
      (highs[i] as number) < highTrigger &&
      (times[i] as number) < fundingBarAt
    ) {
      i++
    }
    return i
  }
}
