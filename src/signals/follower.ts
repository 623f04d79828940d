import type { EntrySignal, Signal } from '../core/signal.ts'
import type { Bar } from '../strategies/bar.ts'
import type { Decide } from '../strategies/strategy.ts'
import { TrackRecord } from './track-record.ts'
import { VirtualTrade } from './virtual-trade.ts'

/**
 * Follows a strategy bar by bar as if each of its signals had been taken: what it stands for now, and how its signals came out. Costs
 * and what else the account holds do not matter here, so this depends on the bars alone.
 */
export class Follower {
  readonly record = new TrackRecord()
  readonly #decide: Decide
  readonly #lifetimeBars: number
  #trade: VirtualTrade | undefined

  /** @param lifetimeBars bars after which a signal no longer counts */
  constructor(decide: Decide, lifetimeBars = Number.POSITIVE_INFINITY) {
    this.#decide = decide
    this.#lifetimeBars = lifetimeBars
  }

  /** What the strategy stands for; undefined when it has no opinion. */
  get stance(): VirtualTrade | undefined {
    return this.#trade
  }

  /** Takes in the bar that has closed; true when the stance is another one now. */
  follow(bar: Bar): boolean {
    const before = this.#trade
    if (before !== undefined) this.#age(before, bar)
    const said = this.#decide(bar)
    if (said !== undefined) this.#hear(said, bar)
    return this.#trade !== before
  }

  #age(trade: VirtualTrade, bar: Bar): void {
    const result = trade.endIn(bar)
    if (result !== undefined) this.#end(result)
    else if (bar.index - trade.from >= this.#lifetimeBars) this.#end(trade.resultAt(bar.close))
  }

  #hear(said: Signal, bar: Bar): void {
    const trade = this.#trade
    if (said.side === 'flat') {
      const isMeant = said.from === undefined || said.from === trade?.signal.side
      if (trade !== undefined && isMeant && (said.share ?? 1) === 1) this.#end(trade.resultAt(bar.close))
      return
    }
    if (said.adds === true || trade?.signal.side === said.side) return
    if (trade !== undefined) this.#end(trade.resultAt(bar.close))
    this.#begin(said, bar)
  }

  #begin(signal: EntrySignal, bar: Bar): void {
    this.#trade = new VirtualTrade(signal, bar)
  }

  #end(resultR: number): void {
    this.record.add(resultR)
    this.#trade = undefined
  }
}
