import type { Signal } from '../core/signal.ts'
import type { Moment } from '../market/timeline.ts'
import { type Slot, signalOf } from './slot.ts'

/** Hears a signal at the time `now`; true when it changes something: an order went out, or an entry waits to be settled. */
export type OnSignal = (slot: Slot, signal: Signal, now: number) => boolean

/** The strategies at work, asked in the order of their slots. */
export class StrategyDesk {
  readonly #slots: readonly Slot[]
  readonly #barMs: number
  readonly #onSignal: OnSignal

  constructor(slots: readonly Slot[], barMs: number, onSignal: OnSignal) {
    this.#slots = slots
    this.#barMs = barMs
    this.#onSignal = onSignal
  }

  /** Asks every strategy whose market has closed a bar. */
  ask(moment: Moment): void {
    const slots = this.#slots
    for (let k = 0; k < slots.length; k++) {
      const slot = slots[k] as Slot
      const index = moment.closed[slot.market] as number
      if (index < 0) continue
      slot.bar.index = index
      const signal = signalOf(slot)
      if (signal !== undefined) this.#onSignal(slot, signal, moment.closesAt)
    }
  }

  /**
   * Asks every strategy at each bar in [from, to) of markets that are aligned, until a signal changes something: gives that bar, or
   * `to`. All strategies have been asked at that bar. `times` are the open times of the bars.
   */
  askBars(times: Float64Array, from: number, to: number): number {
    const slots = this.#slots
    for (let i = from; i < to; i++) {
      let isChanged = false
      for (let k = 0; k < slots.length; k++) {
        const slot = slots[k] as Slot
        slot.bar.index = i
        const signal = signalOf(slot)
        if (signal === undefined) continue
        if (this.#onSignal(slot, signal, (times[i] as number) + this.#barMs)) isChanged = true
      }
      if (isChanged) return i
    }
    return to
  }
}
