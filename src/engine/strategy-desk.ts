import type { Signal } from '../core/signal.ts'
import type { Moment } from '../market/timeline.ts'
import { firstSignal, type Slot } from './slot.ts'

/** Hears a signal at the time `now`; true when it changes something: an order went out, or an entry waits to be settled. */
export type OnSignal = (slot: Slot, signal: Signal, now: number) => boolean

/**
 * The strategies at work. What one decides depends on closed bars alone, so where bars are there it is asked ahead of the run, up to its
 * next signal, which then waits until the run gets to its bar. Each strategy is asked once for every bar, in order, and at each bar
 * their signals are heard in the order of their slots.
 */
export class StrategyDesk {
  readonly #slots: readonly Slot[]
  readonly #onSignal: OnSignal
  /** The first bar for which each strategy has not been asked. */
  readonly #askedTo: Int32Array
  /** What each strategy said at the last bar for which it was asked. */
  readonly #waiting: (Signal | undefined)[]

  constructor(slots: readonly Slot[], onSignal: OnSignal) {
    this.#slots = slots
    this.#onSignal = onSignal
    this.#askedTo = new Int32Array(slots.length)
    this.#waiting = new Array<Signal | undefined>(slots.length).fill(undefined)
  }

  /** Hears every strategy whose market has closed a bar. */
  hear({ closed, closesAt }: Moment): void {
    for (let k = 0; k < this.#slots.length; k++) {
      const index = closed[(this.#slots[k] as Slot).market] as number
      if (index >= 0) this.#hear(k, index, closesAt)
    }
  }

  /** Hears every strategy at bar `i` of markets that are aligned; true when that changed something. */
  hearAt(i: number, now: number): boolean {
    let isChanged = false
    for (let k = 0; k < this.#slots.length; k++) if (this.#hear(k, i, now)) isChanged = true
    return isChanged
  }

  /** The first bar in [from, to) of markets that are aligned at which a strategy has something to say, or `to`. */
  nextSignal(from: number, to: number): number {
    let first = to
    for (let k = 0; k < this.#slots.length; k++) first = Math.min(first, this.#ask(k, from, to))
    return first
  }

  #hear(k: number, i: number, now: number): boolean {
    if (this.#ask(k, i, i + 1) !== i) return false
    const signal = this.#waiting[k] as Signal
    this.#waiting[k] = undefined
    return this.#onSignal(this.#slots[k] as Slot, signal, now)
  }

  /** Asks strategy `k` up to its next signal. Gives the bar of that, or `to`. */
  #ask(k: number, from: number, to: number): number {
    const askedTo = this.#askedTo[k] as number
    if (this.#waiting[k] !== undefined) return Math.min(askedTo - 1, to)
    const slot = this.#slots[k] as Slot
    const signal = firstSignal(slot, Math.max(from, askedTo), to)
    if (signal !== undefined) {
      this.#waiting[k] = signal
      this.#askedTo[k] = slot.bar.index + 1
      return slot.bar.index
    }
    this.#askedTo[k] = Math.max(askedTo, to)
    return to
  }
}
