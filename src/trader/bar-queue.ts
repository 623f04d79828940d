import { fail } from '../core/assert.ts'
import type { Bars } from '../market/bars.ts'

/** Doubles that a queued bar takes: market, time, open, high, low, close, volume. */
const WIDTH = 7

/**
 * Closed bars on their way to the engine, in the order of their time. It is bounded: a source that is quicker than the engine waits.
 * The bars of one moment are put in together, so the engine never sees half a moment.
 */
export class BarQueue {
  readonly #capacity: number
  readonly #values: Float64Array
  #length = 0

  constructor(capacity: number) {
    this.#capacity = capacity
    this.#values = new Float64Array(capacity * WIDTH)
  }

  get length(): number {
    return this.#length
  }

  /** Places that are left. */
  get room(): number {
    return this.#capacity - this.#length
  }

  /** Puts in bar `i` of `bars`, which belongs to `market`. */
  push(market: number, bars: Bars, i: number): void {
    if (this.#length === this.#capacity) fail(`the queue of ${this.#capacity} bars is full`)
    const at = this.#length * WIDTH
    const values = this.#values
    values[at] = market
    values[at + 1] = bars.time[i] as number
    values[at + 2] = bars.open[i] as number
    values[at + 3] = bars.high[i] as number
    values[at + 4] = bars.low[i] as number
    values[at + 5] = bars.close[i] as number
    values[at + 6] = bars.volume[i] as number
    this.#length += 1
  }

  /** Takes everything out and appends each bar to the bars of its market. */
  drainInto(markets: readonly Bars[]): void {
    const values = this.#values
    for (let at = 0; at < this.#length * WIDTH; at += WIDTH) {
      const bars = markets[values[at] as number] ?? fail(`there is no market ${values[at]}`)
      bars.append(
        values[at + 1] as number,
        values[at + 2] as number,
        values[at + 3] as number,
        values[at + 4] as number,
        values[at + 5] as number,
        values[at + 6] as number,
      )
    }
    this.#length = 0
  }
}
