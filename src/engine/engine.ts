import { fail } from '../core/assert.ts'
import type { ExitReason } from '../core/exit-reason.ts'
import type { Instrument } from '../core/instrument.ts'
import type { EntryPlan, Fill, OrderRequest } from '../core/order.ts'
import type { FlatSignal, Signal } from '../core/signal.ts'
import type { Stage } from '../core/stage.ts'
import type { Column } from '../market/column.ts'
import type { Moment } from '../market/timeline.ts'
import type { Breaker, StateChange } from '../risk/breakers.ts'
import type { GlobalHalt } from '../risk/global-halt.ts'
import type { MarketReturns } from '../risk/market-returns.ts'
import type { DateOf } from '../risk/risk-day.ts'
import type { AccountPast, RiskRule } from '../risk/risk-rule.ts'
import type { Refusal } from '../risk/size-entry.ts'
import type { TradingState } from '../risk/trading-state.ts'
import { Account } from './account.ts'
import { type ConditionBook, ConditionWatch } from './condition-watch.ts'
import { EntryDesk } from './entry-desk.ts'
import { isMeant, plannedBy } from './entry-plan.ts'
import { ExitDesk } from './exit-desk.ts'
import { type ExitRuleOptions, ExitRuleWatch } from './exit-rule-watch.ts'
import type { Order } from './order.ts'
import { OrderRegistry } from './order-registry.ts'
import type { EngineObserver, Venue, VenueReports } from './ports.ts'
import type { Position } from './position.ts'
import { RiskDesk } from './risk-desk.ts'
import { setLevels, takeTarget } from './set-levels.ts'
import type { Slot } from './slot.ts'
import { StrategyDesk } from './strategy-desk.ts'
import { tradeOf } from './trade-record.ts'

export interface EngineOptions extends ExitRuleOptions {
  readonly capital: number
  readonly strategyNames: readonly string[]
  readonly leverage: number
  /** Share of the notional that an entry is expected to cost, for the cash it reserves: 0.0006. */
  readonly feeRate: number
  /** Longest holding time of a position, in milliseconds; Infinity for no limit. A signal can name a shorter one. */
  readonly maxHoldMs: number
  readonly rules: readonly RiskRule[]
  /** Losses at which the account is stopped; none when absent. */
  readonly breakers?: readonly Breaker[]
  /** Stops this account together with others. */
  readonly globalHalt?: GlobalHalt | undefined
  /** Tells the dates of the days that daily limits count; UTC when absent. */
  readonly dateOf?: DateOf | undefined
  readonly atrOf?: ((market: number) => number) | undefined
  /** Returns of the markets up to the last close; absent when no rule reads them. */
  readonly returns?: MarketReturns | undefined
  /** Reads the conditions of entries; without it an entry that has some is refused. */
  readonly conditions?: ConditionBook | undefined
  readonly venue: Venue
  readonly observer: EngineObserver
}

/** Why an entry is given up that its strategy wants to be out of. */
const LEFT = 'the strategy wants to be out again'

/**
 * The kernel: closed bars and venue reports in, orders out. It is synchronous and knows no clock, chance or I/O, so the same inputs
 * in the same order give the same outputs, in a backtest, on paper and with real money. What makes positions larger is done by the
 * entry desk, what makes them smaller by the exit desk; here is what happens when.
 */
export class Engine implements VenueReports {
  readonly account: Account
  /** Last close of each market. */
  readonly marks: Float64Array
  readonly #options: EngineOptions
  readonly #strategies: StrategyDesk
  readonly #orders: OrderRegistry
  readonly #exits: ExitDesk
  readonly #entries: EntryDesk
  readonly #risk: RiskDesk
  readonly #exitRules: ExitRuleWatch
  #now = Number.NEGATIVE_INFINITY

  constructor(options: EngineOptions, slots: readonly Slot[]) {
    const { instruments } = options
    this.#options = options
    this.#strategies = new StrategyDesk(slots, {
      onSignal: (slot, signal, now) => this.#consider(slot, signal, now),
      onStopped: ({ index }, error, now) => options.observer.onStopped(index, error, now),
    })
    this.account = new Account(options.capital, instruments)
    this.marks = new Float64Array(instruments.length).fill(Number.NaN)
    this.#risk = new RiskDesk(this.account, this.marks, {
      rules: options.rules,
      breakers: options.breakers ?? [],
      dateOf: options.dateOf,
      onChange: (change) => this.#onState(change),
    })
    this.#orders = new OrderRegistry(options.venue, options.observer, this.#risk.books)
    this.#exitRules = new ExitRuleWatch(this.account, options)
    const conditions = new ConditionWatch(this.account, options.conditions)
    this.#exits = new ExitDesk(this.account, this.#orders, instruments, { conditions, rules: this.#exitRules })
    this.#entries = new EntryDesk(options, {
      account: this.account,
      orders: this.#orders,
      exits: this.#exits,
      marks: this.marks,
      conditions,
      risk: this.#risk,
      onRefusal: (stage, slot, refusal) => this.#refuse(stage, slot, refusal),
    })
    options.globalHalt?.join({
      holdGlobally: (state, reason) => this.#risk.breakers.holdGlobally(state, reason, this.#now),
      letGoGlobally: (reason) => this.#risk.breakers.letGoGlobally(reason, this.#now),
    })
  }

  /**
   * Bars have closed: exits that are watched first, then every strategy of those markets, then what they propose.
   * `marks` holds the new closes already.
   */
  step(moment: Moment): void {
    const now = moment.closesAt
    if (now < this.#now) fail(`time went back from ${this.#now} to ${now}`)
    this.#now = now
    this.#risk.close(now)
    this.#exits.watch(moment, this.#isHalted)
    this.#strategies.hear(moment)
    this.settle()
  }

  /** The first bar in [from, to) at which a strategy has something to say, or `to`; the markets are aligned there. */
  nextSignal(from: number, to: number): number {
    return this.#strategies.nextSignal(from, to)
  }

  /** The first bar in [from, to) at which an exit is due by the clock, a risk day begins or a breaker is reached, or `to`. */
  quietUntil(closes: readonly Column[], times: Float64Array, from: number, to: number): number {
    const { barMs } = this.#options
    return this.#risk.quietUntil(closes, times, barMs, from, this.#exits.quietUntil(times, barMs, from, to))
  }

  /** Bars `from` to `last` have closed in which no exit rule had something to do. */
  noteBars(from: number, last: number): void {
    this.#exitRules.note(from, last)
  }

  /** Notes the equity at the closes of bars in which nothing happened. */
  noteEquity(equity: Float64Array, from: number, to: number): void {
    this.#risk.note(equity, from, to)
  }

  /**
   * Bars in [from, to) have closed in which the venue did nothing and no exit is due: hears the strategies until a signal changes
   * something. Gives the bar of that signal, which is to be settled when `marks` hold its closes, or `to`.
   */
  decideBars(times: Float64Array, from: number, to: number): number {
    const { barMs } = this.#options
    let i = this.nextSignal(from, to)
    while (i < to && !this.#strategies.hearAt(i, (times[i] as number) + barMs)) i = this.nextSignal(i + 1, to)
    // A signal that changed nothing is heard at its own time, and the bars after it have closed too.
    if (i === to) this.#now = (times[to - 1] as number) + barMs
    return i
  }

  /** The first `counts[m]` bars of each market are dropped: the others move to the front. */
  forget(counts: readonly number[]): void {
    this.#strategies.forget(counts)
  }

  /** The same for the bar at which the account was marked last. */
  noteClose(): void {
    this.#risk.noteClose()
  }

  /** Gives the entries that were proposed to risk. */
  settle(): void {
    if (!this.#entries.hasProposals) return
    this.#risk.beginDay(this.#now)
    this.#entries.settle(this.#now)
  }

  /** Entries that wait for an opposite position to be closed, and entry orders of which nothing has filled yet. */
  get underWay(): { readonly waiting: number; readonly onTheWay: number } {
    const onTheWay = this.#orders.entries.filter(({ filledQuantity }) => filledQuantity === 0).length
    return { waiting: this.#entries.reversalCount, onTheWay }
  }

  /** What risk remembers of the account. */
  get past(): AccountPast {
    return this.#risk.books
  }

  /** The first bar opens. */
  begin(at: number): void {
    this.#now = at
  }

  /** A person stops the account. `by` is who, for the record. */
  halt(state: Exclude<TradingState, 'active'>, by: string, reason: string): void {
    this.#risk.breakers.halt(state, by, reason, this.#now)
  }

  /** A person lets the account go on after a halt; losses are measured from here on. */
  resume(by: string, reason: string): void {
    this.account.mark(this.marks)
    this.#risk.breakers.resume(by, reason, this.account.equity, this.#now)
  }

  /** Money was paid in (positive) or taken out: no profit, and no loss. */
  deposit(amount: number): void {
    this.account.mark(this.marks)
    this.#risk.deposit(amount, this.account.equity)
    this.account.deposit(amount)
  }

  /** Cancels every entry that may still fill and asks to close every position for `reason`. */
  closeAll(reason: ExitReason): void {
    this.#entries.callBackAll(`everything is closed: ${reason}`, this.#now)
    for (const position of [...this.account.open]) this.#exits.closeAnew(position, reason, this.#now)
  }

  /** The market trades no more: what is on its way there is called back, and its position closed. */
  delist(market: number): void {
    this.#entries.callBack(market, 'the market trades no more', this.#now)
    const position = this.account.position(market)
    if (position !== undefined) this.#exits.closeAnew(position, 'delisted', this.#now)
  }

  onAccepted(id: number): void {
    this.#orders.answer(this.#known(id), 'accepted', '', this.#now)
  }

  onRefused(id: number, rule: string, reason: string): void {
    const order = this.#known(id)
    this.#orders.answer(order, 'refused', `${rule}: ${reason}`, this.#now)
    this.#refuseOrder(order, { rule, reason })
    this.#afterEnd(order)
  }

  onCancelled(id: number, reason: string): void {
    const order = this.#known(id)
    const wasAsked = order.status === 'cancelling'
    this.#orders.answer(order, 'cancelled', reason, this.#now)
    if (!wasAsked && !order.request.reduceOnly) this.#refuseOrder(order, { rule: 'cancelled_by_venue', reason })
    if (wasAsked && order.isEntry && order.filledQuantity === 0)
      this.#refuseOrder(order, { rule: 'called_back', reason: order.callBackReason })
    this.#afterEnd(order)
  }

  onTimedOut(id: number): void {
    this.#orders.answer(this.#known(id), 'timedOut', '', this.#now)
  }

  onFilled(id: number, fill: Fill): void {
    const order = this.#known(id)
    const isFirst = order.filledQuantity === 0
    this.#orders.fill(order, fill)
    const { market, purpose } = order.request
    if (purpose.type === 'entry') return this.#entered(order.request, purpose.plan, fill, isFirst)
    this.#exited(market, purpose.reason, fill, isFirst, purpose.target)
    // The position has grown since it was asked to close: the rest follows.
    const position = this.account.position(market)
    if (position !== undefined && order.isEnded && this.#exits.closing[market] === order)
      this.#exits.close(position, purpose.reason, this.#now)
  }

  onFunding(market: number, amount: number): void {
    const position = this.account.position(market)
    if (position === undefined) fail(`funding of ${amount} for market ${market}, which has no position`)
    this.#options.observer.onFunding?.(position, amount, this.#now)
    this.account.fund(position, amount)
  }

  onLiquidated(market: number, fill: Fill): void {
    const position = this.account.position(market)
    if (position === undefined) fail(`market ${market} was liquidated, which has no position`)
    this.#options.observer.onLiquidated?.(position, fill)
    this.#exited(market, 'liquidation', fill, true, -1)
  }

  #known(id: number): Order {
    return this.#orders.get(id) ?? fail(`the venue reports on order ${id}, which was never sent`)
  }

  /** True when the signal changed something: an order went out, or an entry waits to be settled. */
  #consider(slot: Slot, signal: Signal, now: number): boolean {
    this.#now = now
    if (signal.side === 'flat') return this.#leave(slot, signal)
    this.#options.observer.onSignal(slot.index, signal, now)
    this.#entries.propose(slot, signal)
    return true
  }

  /** Closes the position that the strategy wants to be out of, or a part of it, and calls back what is on its way there. */
  #leave(slot: Slot, signal: FlatSignal): boolean {
    const { market } = slot
    const position = this.account.position(market)
    // Some strategies say it at every bar.
    if (position === undefined && !this.#entries.hasReversal(market) && this.#orders.entries.length === 0) return false
    const isOwn = isMeant(signal, slot, position)
    const isVoid = signal.invalidates === true
    const held = isOwn && position !== undefined ? this.#risk.holdOf(position, this.#now, isVoid) : undefined
    const entry = this.#orders.entryOf(market)
    if (held !== undefined) return this.#refuseExit(slot, signal, held, entry)
    if (signal.share !== undefined && signal.share < 1) return isOwn && this.#reduce(slot, signal, position)
    const leavesPosition = isOwn && !this.#exits.isClosing(market)
    const leavesReversal = this.#entries.wantsOutOfReversal(slot, signal)
    const leavesEntry = entry?.status !== 'cancelling' && isMeant(signal, slot, plannedBy(entry))
    if (!leavesPosition && !leavesReversal && !leavesEntry) return false
    this.#options.observer.onSignal(slot.index, signal, this.#now)
    if (leavesReversal) this.#entries.dropReversal(market, LEFT)
    if (leavesEntry && entry !== undefined) this.#orders.cancel(entry, this.#now, LEFT)
    const reason = isVoid ? 'invalidation' : 'exit_signal'
    if (leavesPosition && position !== undefined) this.#exits.close(position, reason, this.#now)
    return true
  }

  /** The position stays; `entry`, which would make it larger, is called back all the same. */
  #refuseExit(slot: Slot, signal: FlatSignal, refusal: Refusal, entry: Order | undefined): boolean {
    this.#options.observer.onSignal(slot.index, signal, this.#now)
    this.#refuse('left', slot, refusal)
    if (entry === undefined || !isMeant(signal, slot, plannedBy(entry))) return false
    this.#orders.cancel(entry, this.#now, LEFT)
    return true
  }

  #reduce(slot: Slot, signal: FlatSignal, position: Position | undefined): boolean {
    const isSent = position !== undefined && this.#exits.reduce(position, signal.share ?? 1, this.#now)
    if (isSent) this.#options.observer.onSignal(slot.index, signal, this.#now)
    return isSent
  }

  #entered(request: OrderRequest, plan: EntryPlan, fill: Fill, isFirst: boolean): void {
    const side = request.side === 'buy' ? 'long' : 'short'
    const position = this.account.enter(request.market, side, plan, fill)
    if (isFirst) position.entries += 1
    setLevels(position, plan, this.#instrument(request.market).tick)
    this.#exits.protect(position, fill.at, this.#now)
    // Its cancel came too late.
    if (this.#risk.books.state === 'halted_flat') this.#exits.close(position, 'risk_halt', this.#now)
    // It was to add to a position that is gone by now: what it opened is nobody's plan.
    if (plan.adds && position.plan === plan) this.#exits.close(position, 'force_exit', this.#now)
  }

  #exited(market: number, reason: ExitReason, fill: Fill, isFirst: boolean, target: number): void {
    const position = this.account.position(market)
    if (position === undefined) fail(`an exit filled in market ${market}, which has no position`)
    this.account.exit(position, fill)
    if (isFirst) position.exits += 1
    if (target >= 0) takeTarget(position, target, fill.quantity, this.#instrument(market).tick)
    this.#exits.callBackEntry(market, fill.at)
    if (position.quantity > 0) return this.#exits.protect(position, fill.at, this.#now)
    this.#exits.clear(market, fill.at)
    this.#flattened(position, reason, fill.at)
  }

  #flattened(position: Position, reason: ExitReason, at: number): void {
    const { market } = position
    const names = {
      symbol: this.#instrument(market).symbol,
      strategy: this.#options.strategyNames[position.plan.strategy] ?? '',
    }
    const trade = tradeOf(position, names, { at, reason }, this.#options.barMs)
    this.#options.observer.onTrade(trade)
    this.#risk.onTrade(position, trade)
    this.#exits.endClosing(market, at)
    this.#entries.enterReversal(market, this.#now)
  }

  /** An order ended without a fill. */
  #afterEnd(order: Order): void {
    const { market } = order.request
    if (this.#exits.closing[market] === order)
      this.#entries.dropReversal(market, 'the position that it turns around did not close')
    this.#exits.afterEnd(order, this.#now)
  }

  get #isHalted(): boolean {
    return this.#risk.books.state === 'halted'
  }

  #onState(change: StateChange): void {
    this.#options.observer.onState(change)
    if (change.to === change.from || change.to === 'active') return
    this.#entries.callBackAll(change.reason, this.#now)
    if (change.to === 'halted_flat') this.closeAll('risk_halt')
  }

  /** `order` ended without doing what it was for; an entry of which a part has filled did. */
  #refuseOrder(order: Order, refusal: Refusal): void {
    const isEntry = order.isEntry && order.filledQuantity === 0
    order.isRefused = isEntry
    this.#refuse(isEntry ? 'filled' : 'order', order.request, refusal)
  }

  #refuse(stage: Stage, { market, strategy }: Pick<Slot, 'market' | 'strategy'>, { rule, reason }: Refusal): void {
    const { symbol } = this.#instrument(market)
    this.#options.observer.onRefusal({ stage, rule, reason, market, symbol, strategy }, this.#now)
  }

  #instrument(market: number): Instrument {
    return this.#options.instruments[market] ?? fail(`there is no market ${market}`)
  }
}
