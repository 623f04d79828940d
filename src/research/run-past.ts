import type { Column } from '../market/column.ts'
import type { ColumnMemory } from '../market/column-memory.ts'
import { Timeline } from '../market/timeline.ts'
import { BuyAndHold } from './metrics/buy-and-hold.ts'
import type { CloseTimes, RunMarket } from './run-result.ts'

/**
 * What metrics need of bars that a session drops: when they closed, and what buy and hold was worth then. 16 bytes a moment beside the
 * 9 of its equity, however many markets and lines there are. It is made when the first bars are about to go.
 */
export class RunPast implements CloseTimes {
  /** Moments that were noted. */
  length = 0
  readonly #markets: readonly RunMarket[]
  readonly #capital: number
  readonly #timeline: Timeline
  readonly #time: Column
  readonly #held: Column
  #buyAndHold: BuyAndHold | undefined

  /** @param capacity moments that there is to be room for */
  constructor(markets: readonly RunMarket[], capital: number, memory: ColumnMemory, capacity: number) {
    this.#markets = markets
    this.#capital = capital
    this.#timeline = new Timeline(markets.map(({ bars }) => bars))
    this.#time = memory.take(capacity)
    this.#held = memory.take(capacity)
  }

  /** When moment `index` was. */
  at(index: number): number | undefined {
    return this.#time.values[index]
  }

  /** Notes the moments of the run up to the one with number `count`, whose bars are there. */
  note(count: number): void {
    const from = this.length
    this.#time.reserve(count)
    this.#held.reserve(count)
    this.length += this.#timeline.readCloses(this.#time.values, from, count - from)
    this.#buyAndHold ??= new BuyAndHold(this.#markets, this.#capital, this)
    this.#buyAndHold.read(this.#held.values.subarray(from), this.length - from)
  }

  /** The first `counts[m]` bars of each market are gone, all of which were noted. */
  forget(counts: readonly number[]): void {
    this.#timeline.forget(counts)
    this.#buyAndHold?.forget(counts)
  }

  get times(): Float64Array {
    return this.#time.values.subarray(0, this.length)
  }

  /** What the same capital would have become without any decision, see `BuyAndHold`. */
  get held(): Float64Array {
    return this.#held.values.subarray(0, this.length)
  }

  /** Gives the memory back; nothing of it may be read any more. */
  release(memory: ColumnMemory): void {
    memory.give(this.#time)
    memory.give(this.#held)
  }
}
