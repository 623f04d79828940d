import { PlimsollError } from '../core/errors.ts'
import type { Signal } from '../core/signal.ts'
import type { Moment } from '../market/timeline.ts'
import { firstSignal, type Slot } from './slot.ts'

/** No run has so many bars: a strategy that has been asked up to here is never asked again. */
const STOPPED = 2 ** 31 - 1

/** Who hears what the strategies say. */
export interface DeskListener {
  /** A signal at the time `now`; true when it changes something: an order went out, or an entry waits to be settled. */
  onSignal(slot: Slot, signal: Signal, now: number): boolean
  /** A strategy broke its contract: it is not asked again. */
  onStopped(slot: Slot, error: PlimsollError, now: number): void
}

/**
 * The strategies at work. What one decides depends on closed bars alone, so where bars are there it is asked ahead of the run, up to its
 * next signal, which then waits until the run gets to its bar. Each strategy is asked once for every bar, in order, and at each bar
 * their signals are heard in the order of their slots. One that throws is stopped at the bar at which it did; the others go on.
 */
export class StrategyDesk {
  readonly #slots: readonly Slot[]
  readonly #listener: DeskListener
  /** The first bar for which each strategy has not been asked. */
  readonly #askedTo: Int32Array
  /** What each strategy said at the last bar for which it was asked. */
  readonly #waiting: (Signal | PlimsollError | undefined)[]

  constructor(slots: readonly Slot[], listener: DeskListener) {
    this.#slots = slots
    this.#listener = listener
    this.#askedTo = new Int32Array(slots.length)
    this.#waiting = new Array<Signal | PlimsollError | undefined>(slots.length).fill(undefined)
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

  /** The first `counts[m]` bars of each market are gone, all of which were heard. The windows are put on a bar when they are used. */
  forget(counts: readonly number[]): void {
    for (const [k, { market }] of this.#slots.entries()) {
      if (this.#askedTo[k] !== STOPPED) this.#askedTo[k] = (this.#askedTo[k] as number) - (counts[market] as number)
    }
  }

  #hear(k: number, i: number, now: number): boolean {
    if (this.#ask(k, i, i + 1) !== i) return false
    const slot = this.#slots[k] as Slot
    const said = this.#waiting[k] as Signal | PlimsollError
    this.#waiting[k] = undefined
    if (!(said instanceof PlimsollError)) return this.#listener.onSignal(slot, said, now)
    this.#askedTo[k] = STOPPED
    this.#listener.onStopped(slot, said, now)
    return false
  }

  /** Asks strategy `k` up to its next signal. Gives the bar of that, or `to`. */
  #ask(k: number, from: number, to: number): number {
    const askedTo = this.#askedTo[k] as number
    if (this.#waiting[k] !== undefined) return Math.min(askedTo - 1, to)
    if (askedTo >= to) return to
    const slot = this.#slots[k] as Slot
    const said = firstWord(slot, Math.max(from, askedTo), to)
    if (said === undefined) {
      this.#askedTo[k] = to
      return to
    }
    this.#waiting[k] = said
    this.#askedTo[k] = slot.bar.position + 1
    return slot.bar.position
  }
}

/** The first signal in [from, to), or how the strategy broke its contract; its window then stands on that bar. */
function firstWord(slot: Slot, from: number, to: number): Signal | PlimsollError | undefined {
  try {
    return firstSignal(slot, from, to)
  } catch (error) {
    if (error instanceof PlimsollError) return error
    throw error
  }
}
