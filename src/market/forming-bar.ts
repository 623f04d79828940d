import type { Bars } from './bars.ts'
import { DecimalSum } from './decimal-sum.ts'

/**
 * A bar in the making: first open, highest high, lowest low, last close, all the volume. It is no bar yet: it has no index, no
 * strategy can see it, and the only way into `Bars` is `closeInto`, when its time is up.
 */
export class FormingBar {
  /** Open time, UTC, in milliseconds. */
  readonly openAt: number
  #open = Number.NaN
  #high = Number.NEGATIVE_INFINITY
  #low = Number.POSITIVE_INFINITY
  #close = Number.NaN
  readonly #volume = new DecimalSum()

  constructor(openAt: number) {
    this.openAt = openAt
  }

  /** Takes the next smaller bar in. */
  add(open: number, high: number, low: number, close: number, volume: number): void {
    if (Number.isNaN(this.#open)) this.#open = open
    this.#high = Math.max(this.#high, high)
    this.#low = Math.min(this.#low, low)
    this.#close = close
    this.#volume.add(volume)
  }

  /** Adds the bar, now closed, to `bars`. */
  closeInto(bars: Bars): void {
    bars.append(this.openAt, this.#open, this.#high, this.#low, this.#close, this.#volume.value)
  }
}
