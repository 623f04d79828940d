import type { ExitReason } from '../core/exit-reason.ts'
import type { Filled } from '../core/filled.ts'
import type { Instrument } from '../core/instrument.ts'
import { type Course, dueExit, type ExitRules, ruledReason, ruledStop } from '../exits/exit-rules.ts'
import type { Column } from '../market/column.ts'
import type { Account } from './account.ts'
import type { Position } from './position.ts'

/** The bars of a market as exits see them. */
export interface MarketPrices {
  readonly time: Column
  readonly high: Column
  readonly low: Column
  readonly close: Column
}

/** What is done with a position at a close. */
export interface ExitAct {
  readonly reason: ExitReason
  /** Where its stop goes; NaN when it is closed. */
  readonly stopPrice: number
}

/** Watches the exit rules of a run over the bars of open positions. The best price is kept with the position: it ends with it. */
export class ExitRuleWatch {
  readonly #account: Account
  readonly #instruments: readonly Instrument[]
  readonly #rules: ExitRules | undefined
  readonly #prices: readonly MarketPrices[]
  readonly #barMs: number
  /** Filled anew for each bar of each position. */
  readonly #course: Filled<Course> = {
    side: 'long',
    entryPrice: 0.5,
    leverage: 0.5,
    bestPrice: 0.5,
    price: 0.5,
    ageMs: 0.5,
  }

  constructor(account: Account, { instruments, exitRules, prices = [], barMs }: ExitRuleOptions) {
    this.#account = account
    this.#instruments = instruments
    this.#rules = exitRules
    this.#prices = prices
    this.#barMs = barMs
  }

  /** What is to be done with `position` at the close of bar `i` of its market, whose prices it takes in. */
  act(position: Position, i: number): ExitAct | undefined {
    if (this.#rules === undefined) return undefined
    position.bestPrice = this.#bestOf(position, i, position.bestPrice)
    return this.#actAt(this.#rules, position, i, position.bestPrice)
  }

  /** The first bar in [from, to) of aligned markets at which something is to be done, or `to`. */
  quietUntil(from: number, to: number): number {
    const rules = this.#rules
    let end = to
    if (rules === undefined) return end
    for (const position of this.#account.open) {
      let best = position.bestPrice
      for (let i = from; i < end; i++) {
        best = this.#bestOf(position, i, best)
        if (this.#actAt(rules, position, i, best) !== undefined) end = i
      }
    }
    return end
  }

  /** Takes in the prices of bars `from` to `last`, at which there was nothing to do. */
  note(from: number, last: number): void {
    if (this.#rules === undefined) return
    for (const position of this.#account.open)
      for (let i = from; i <= last; i++) position.bestPrice = this.#bestOf(position, i, position.bestPrice)
  }

  #bestOf({ market, side }: Position, i: number, best: number): number {
    const { high, low } = this.#prices[market] as MarketPrices
    const reached = side === 'long' ? (high.values[i] as number) : (low.values[i] as number)
    if (Number.isNaN(best)) return reached
    return side === 'long' ? Math.max(best, reached) : Math.min(best, reached)
  }

  #actAt(rules: ExitRules, position: Position, i: number, bestPrice: number): ExitAct | undefined {
    const { time, close } = this.#prices[position.market] as MarketPrices
    const price = close.values[i] as number
    const course = this.#course
    course.side = position.side
    course.entryPrice = position.entryPrice
    course.leverage = position.plan.leverage
    course.bestPrice = bestPrice
    course.price = price
    course.ageMs = (time.values[i] as number) + this.#barMs - position.openedAt
    const reason = dueExit(rules, course)
    if (reason !== undefined) return { reason, stopPrice: Number.NaN }
    const ruled = ruledStop(rules, course)
    // A stop only ever tightens; what says nothing (NaN) is not tighter.
    if (!(position.sign * ruled > position.sign * position.stopPrice)) return undefined
    const wanted = (this.#instruments[position.market] as Instrument).tick.nearest(ruled)
    if (!(position.sign * wanted > position.sign * position.stopPrice)) return undefined
    // Beyond the price it would trigger at once: the position is left at the market instead.
    const isReached = position.sign * wanted >= position.sign * price
    return { reason: ruledReason(rules, course), stopPrice: isReached ? Number.NaN : wanted }
  }
}

export interface ExitRuleOptions {
  readonly instruments: readonly Instrument[]
  readonly barMs: number
  /** How positions are left with profit; without it by their stop and targets alone. */
  readonly exitRules?: ExitRules | undefined
  /** The bars that exit rules read, one for each market. */
  readonly prices?: readonly MarketPrices[] | undefined
}
