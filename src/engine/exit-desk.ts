import type { ExitReason } from '../core/exit-reason.ts'
import type { Instrument } from '../core/instrument.ts'
import { removeFrom } from '../core/remove-from.ts'
import { firstTimeUp, isTimeUp } from '../exits/time-limit.ts'
import type { Moment } from '../market/timeline.ts'
import type { Account } from './account.ts'
import type { ConditionWatch } from './condition-watch.ts'
import type { ExitAct, ExitRuleWatch } from './exit-rule-watch.ts'
import type { Order } from './order.ts'
import type { OrderRegistry } from './order-registry.ts'
import type { Position } from './position.ts'
import { exitRequest, Protection } from './protection.ts'

/** Everything that makes positions smaller: the orders that rest at the venue, and those that close or reduce at the market. */
export class ExitDesk {
  readonly #account: Account
  readonly #orders: OrderRegistry
  readonly #instruments: readonly Instrument[]
  readonly #protection: Protection
  readonly #conditions: ConditionWatch
  readonly #rules: ExitRuleWatch
  /** The order that closes the position of each market; it counts while it may still fill. */
  readonly closing: (Order | undefined)[]
  /** The order that takes a part off the position of each market. */
  readonly reducing: (Order | undefined)[]
  /** Markets whose stop the venue would not hold: their positions are closed, however often that takes. */
  readonly #unprotected: number[] = []

  constructor(
    account: Account,
    orders: OrderRegistry,
    instruments: readonly Instrument[],
    watches: { readonly conditions: ConditionWatch; readonly rules: ExitRuleWatch },
  ) {
    this.#conditions = watches.conditions
    this.#rules = watches.rules
    this.#account = account
    this.#orders = orders
    this.#instruments = instruments
    this.#protection = new Protection(orders, instruments)
    this.closing = new Array<Order | undefined>(instruments.length).fill(undefined)
    this.reducing = new Array<Order | undefined>(instruments.length).fill(undefined)
  }

  /** Exits that are watched at every close. An account that is halted only mends its protection, and remembers the best prices. */
  watch({ closed, closesAt: now }: Moment, isHalted: boolean): void {
    if (isHalted) this.#takeIn(closed)
    else if (this.#account.open.length > 0) {
      this.#watchTime(now)
      this.#watchPrices(closed, now)
    }
    if (this.#unprotected.length > 0) this.#closeUnprotected(now)
  }

  /** The first bar in [from, to) at whose close `watch` has something to do, or `to`. `times` are the open times of the bars. */
  quietUntil(times: Float64Array, barMs: number, from: number, to: number): number {
    if (this.#unprotected.length > 0) return from
    const timeUp = firstTimeUp(this.#account.open, times, barMs, from, to)
    // The cheaper ones first: what they leave over is gone through by the dearer ones.
    return this.#conditions.quietUntil(from, this.#rules.quietUntil(from, timeUp))
  }

  isClosing(market: number): boolean {
    return this.closing[market]?.isEnded === false
  }

  /** Asks to close `position`, unless that is under way; an entry that is still filling, or would add, is called back. */
  close(position: Position, reason: ExitReason, now: number): void {
    const { market } = position
    if (this.isClosing(market)) return
    this.callBackEntry(market, now)
    this.closing[market] = this.#orders.submit(exitRequest(position, 'market', reason), 0, now)
  }

  /** Closes `position` whatever is under way. */
  closeAnew(position: Position, reason: ExitReason, now: number): void {
    const closing = this.closing[position.market]
    if (closing !== undefined) this.#orders.cancel(closing, now)
    this.closing[position.market] = undefined
    this.close(position, reason, now)
  }

  /** Asks to take `share` of `position` off, unless it is being made smaller already. True when an order went out. */
  reduce(position: Position, share: number, now: number): boolean {
    const { market } = position
    if (this.isClosing(market) || this.reducing[market]?.isEnded === false) return false
    const { lot } = this.#instruments[market] as Instrument
    const quantity = lot.floor(position.quantity * share)
    if (!(quantity > 0)) return false
    const request = exitRequest(position, 'market', 'partial_exit', Number.NaN, quantity)
    this.reducing[market] = this.#orders.submit(request, 0, now)
    return true
  }

  /** Calls back an entry that has filled in part, or that would add to a position. */
  callBackEntry(market: number, now: number): void {
    const entry = this.#orders.entryOf(market)
    if (entry === undefined) return
    const { purpose } = entry.request
    if (entry.filledQuantity > 0 || (purpose.type === 'entry' && purpose.plan.adds)) this.#orders.cancel(entry, now)
  }

  /** Makes the stop and the targets that rest at the venue match `position`, and closes it when the venue holds no stop. */
  protect(position: Position, at: number, now: number): void {
    this.#protection.update(position.market, position, at)
    if (this.#protection.isNaked(position.market)) this.#giveUp(position, now)
  }

  /** The position of `market` is flat: nothing of its exits may rest any more. */
  clear(market: number, at: number): void {
    this.#protection.update(market, undefined, at)
    const reducing = this.reducing[market]
    this.reducing[market] = undefined
    if (reducing !== undefined) this.#orders.cancel(reducing, at)
  }

  /** `closing` of `market` has done its work. */
  endClosing(market: number, at: number): void {
    const closing = this.closing[market]
    this.closing[market] = undefined
    if (closing !== undefined) this.#orders.cancel(closing, at)
  }

  /** An order ended without a fill: a stop that is gone must not leave its position naked. */
  afterEnd(order: Order, now: number): void {
    const position = this.#account.position(order.request.market)
    if (position !== undefined && this.#protection.isStop(order)) this.#giveUp(position, now)
  }

  #giveUp(position: Position, now: number): void {
    if (!this.#unprotected.includes(position.market)) this.#unprotected.push(position.market)
    this.close(position, 'force_exit', now)
  }

  #watchTime(now: number): void {
    const { open } = this.#account
    for (let k = 0; k < open.length; ) {
      const position = open[k] as Position
      if (isTimeUp(position.openedAt, position.plan.maxHoldMs, now)) this.close(position, 'timeout', now)
      // A venue that answers at once has taken it out of the list by now.
      if (open[k] === position) k++
    }
  }

  #takeIn(closed: Int32Array): void {
    for (const position of this.#account.open) {
      const i = closed[position.market] as number
      if (i >= 0) this.#rules.takeIn(position, i)
    }
  }

  #watchPrices(closed: Int32Array, now: number): void {
    const { open } = this.#account
    for (let k = 0; k < open.length; ) {
      const position = open[k] as Position
      const i = closed[position.market] as number
      if (i >= 0) this.#watchPrice(position, i, now)
      // A venue that answers at once has taken it out of the list by now.
      if (open[k] === position) k++
    }
  }

  /** Bar `i` of the market of `position` has closed: the rules take it in, and a condition that is met goes before them. */
  #watchPrice(position: Position, i: number, now: number): void {
    const act = this.#rules.act(position, i)
    if (this.#conditions.met(position, i) !== undefined) return this.close(position, 'invalidation', now)
    if (act === undefined || this.isClosing(position.market)) return
    if (Number.isNaN(act.stopPrice)) this.close(position, act.reason, now)
    else this.#tighten(position, act, now)
  }

  #tighten(position: Position, { stopPrice, reason }: ExitAct, now: number): void {
    position.stopPrice = stopPrice
    position.isStopTightened = true
    position.tightenedBy = reason
    this.protect(position, now, now)
  }

  #closeUnprotected(now: number): void {
    for (const market of [...this.#unprotected]) {
      const position = this.#account.position(market)
      if (position !== undefined && this.#protection.isNaked(market)) this.close(position, 'force_exit', now)
      else removeFrom(this.#unprotected, market)
    }
  }
}
