import type { PositionSide } from '../../core/order.ts'
import type { Bar } from '../bar.ts'

/**
 * What a strategy that enters in parts believes that it holds. A strategy is asked ahead of the run and never hears of fills, so it
 * follows its own signals: each part is taken to be filled at the close at which it was asked for, and the stop to work inside a bar.
 * Where the engine refused a part, belief and account differ until the position is over; every signal must be harmless then.
 */
export class VirtualPosition {
  /** Of the newest position; it tells nothing while none is open. */
  side: PositionSide = 'long'
  /** Parts that are held. */
  count = 0
  /** NaN while nothing is held. */
  stop = Number.NaN
  /** Price of the newest part. */
  last = Number.NaN
  #quantity = 0
  #cost = 0

  get isOpen(): boolean {
    return this.count > 0
  }

  /** Mean price of the parts, by quantity; NaN while nothing is held. */
  get mean(): number {
    return this.#cost / this.#quantity
  }

  /** Starts anew with the part that `add` brings first. */
  open(side: PositionSide, stop: number): void {
    this.close()
    this.side = side
    this.stop = stop
  }

  /**
   * Adds a part at `price`. Risk gives each part of one share the same loss at the stop, so its quantity goes with one over the
   * distance to it.
   */
  add(price: number): void {
    const quantity = 1 / Math.abs(price - this.stop)
    this.#quantity += quantity
    this.#cost += quantity * price
    this.count++
    this.last = price
  }

  /** Takes one of `count` equal parts off; the mean stays. */
  takeOne(): void {
    if (this.count <= 1) return this.close()
    const left = 1 - 1 / this.count
    this.#quantity *= left
    this.#cost *= left
    this.count--
  }

  close(): void {
    this.count = 0
    this.stop = Number.NaN
    this.last = Number.NaN
    this.#quantity = 0
    this.#cost = 0
  }

  /** Whether the stop was hit inside `bar`. Not to be asked of the bar of an entry, whose close comes after its low. */
  isStopHit(bar: Bar): boolean {
    return this.side === 'long' ? bar.low <= this.stop : bar.high >= this.stop
  }
}
