import { fail } from '../core/assert.ts'
import type { ExitReason } from '../core/exit-reason.ts'
import type { Instrument } from '../core/instrument.ts'
import type { EntryPlan, Fill, OrderRequest } from '../core/order.ts'
import type { EntrySignal, FlatSignal, Signal } from '../core/signal.ts'
import { stopPriceOf, targetPriceOf } from '../exits/levels.ts'
import { firstTimeUp, isTimeUp } from '../exits/time-limit.ts'
import type { Moment } from '../market/timeline.ts'
import type { AccountView, RiskRule } from '../risk/risk-rule.ts'
import { sizeEntry } from '../risk/size-entry.ts'
import { Account } from './account.ts'
import { accountView } from './account-view.ts'
import { entryRequest, type PlannedEntry, type Proposal, planOf } from './entry-plan.ts'
import type { Order } from './order.ts'
import { OrderRegistry } from './order-registry.ts'
import type { EngineObserver, Venue, VenueReports } from './ports.ts'
import type { Position } from './position.ts'
import { exitRequest, Protection } from './protection.ts'
import type { Slot } from './slot.ts'
import { StrategyDesk } from './strategy-desk.ts'
import { tradeOf } from './trade-record.ts'

export interface EngineOptions {
  readonly capital: number
  readonly instruments: readonly Instrument[]
  readonly strategyNames: readonly string[]
  readonly barMs: number
  readonly leverage: number
  /** Share of the notional that an entry is expected to cost, for the cash it reserves: 0.0006. */
  readonly feeRate: number
  /** Longest holding time of a position whose signal names none, in milliseconds; Infinity for no limit. */
  readonly maxHoldMs: number
  readonly rules: readonly RiskRule[]
  readonly venue: Venue
  readonly observer: EngineObserver
}

/**
 * The kernel: closed bars and venue reports in, orders out. It is synchronous and knows no clock, chance or I/O, so the same inputs
 * in the same order give the same outputs, in a backtest, on paper and with real money.
 */
export class Engine implements VenueReports {
  readonly account: Account
  readonly #options: EngineOptions
  readonly #desk: StrategyDesk
  readonly #orders: OrderRegistry
  readonly #protection: Protection
  /** Last close of each market. */
  readonly marks: Float64Array
  /** The order that closes the position of a market; it counts while it may still fill. */
  readonly #closing: (Order | undefined)[]
  /** Entries that wait until the opposite position of their market is flat: no order turns a position through zero. */
  readonly #reversals: (PlannedEntry | undefined)[]
  /** Markets whose stop the venue would not hold: their positions are closed, however often that takes. */
  readonly #unprotected = new Set<number>()
  readonly #proposals: Proposal[] = []
  #now = Number.NEGATIVE_INFINITY

  constructor(options: EngineOptions, slots: readonly Slot[]) {
    const count = options.instruments.length
    this.#options = options
    this.#desk = new StrategyDesk(slots, {
      onSignal: (slot, signal, now) => this.#consider(slot, signal, now),
      onStopped: ({ index }, error, now) => options.observer.onStopped(index, error, now),
    })
    this.account = new Account(options.capital, options.instruments)
    this.#orders = new OrderRegistry(options.venue, options.observer)
    this.#protection = new Protection(this.#orders, count)
    this.marks = new Float64Array(count).fill(Number.NaN)
    this.#closing = new Array<Order | undefined>(count).fill(undefined)
    this.#reversals = new Array<PlannedEntry | undefined>(count).fill(undefined)
  }

  /**
   * Bars have closed: exits that are watched first, then every strategy of those markets, then what they propose.
   * `marks` holds the new closes already.
   */
  step(moment: Moment): void {
    const now = moment.closesAt
    if (now < this.#now) fail(`time went back from ${this.#now} to ${now}`)
    this.#now = now
    if (this.account.open.length > 0) this.#watchTime()
    if (this.#unprotected.size > 0) this.#closeUnprotected()
    this.#desk.hear(moment)
    this.settle()
  }

  /** The first bar in [from, to) at which a strategy has something to say, or `to`; the markets are aligned there. */
  nextSignal(from: number, to: number): number {
    return this.#desk.nextSignal(from, to)
  }

  /** The first bar in [from, to) at which an exit is due by the clock, or `to`. `times` are the open times of the bars. */
  quietUntil(times: Float64Array, from: number, to: number): number {
    return this.#unprotected.size > 0 ? from : firstTimeUp(this.account.open, times, this.#options.barMs, from, to)
  }

  /**
   * Bars in [from, to) have closed in which the venue did nothing and no exit is due: hears the strategies until a signal changes
   * something. Gives the bar of that signal, which is to be settled when `marks` hold its closes, or `to`.
   */
  decideBars(times: Float64Array, from: number, to: number): number {
    const { barMs } = this.#options
    this.#now = (times[to - 1] as number) + barMs
    let i = this.nextSignal(from, to)
    while (i < to && !this.#desk.hearAt(i, (times[i] as number) + barMs)) i = this.nextSignal(i + 1, to)
    return i
  }

  /** Gives the entries that were proposed to risk. */
  settle(): void {
    if (this.#proposals.length > 0) this.#settle()
  }

  /** Cancels every entry that may still fill and asks to close every position for `reason`. */
  closeAll(reason: ExitReason): void {
    this.#reversals.fill(undefined)
    for (const order of [...this.#orders.entries]) this.#orders.cancel(order, this.#now)
    for (const position of [...this.account.open]) {
      const closing = this.#closing[position.market]
      if (closing !== undefined) this.#orders.cancel(closing, this.#now)
      this.#closing[position.market] = undefined
      this.#close(position, reason)
    }
  }

  onAccepted(id: number): void {
    this.#orders.apply(this.#known(id), 'accepted')
  }

  onRefused(id: number, rule: string, reason: string): void {
    const order = this.#known(id)
    this.#orders.apply(order, 'refused')
    this.#refuse(order.request.market, rule, reason)
    this.#afterEnd(order)
  }

  onCancelled(id: number, reason: string): void {
    const order = this.#known(id)
    const wasAsked = order.status === 'cancelling'
    this.#orders.apply(order, 'cancelled')
    if (!wasAsked && !order.request.reduceOnly) this.#refuse(order.request.market, 'cancelled_by_venue', reason)
    this.#afterEnd(order)
  }

  onTimedOut(id: number): void {
    this.#orders.apply(this.#known(id), 'timedOut')
  }

  onFilled(id: number, fill: Fill): void {
    const order = this.#known(id)
    this.#orders.fill(order, fill)
    const { market, purpose } = order.request
    if (purpose.type === 'entry') return this.#entered(order.request, purpose.plan, fill)
    this.#exited(market, purpose.reason, fill)
    // The position has grown since it was asked to close: the rest follows.
    const position = this.account.position(market)
    if (position !== undefined && order.isEnded && this.#closing[market] === order)
      this.#close(position, purpose.reason)
  }

  onFunding(market: number, amount: number): void {
    const position = this.account.position(market)
    if (position === undefined) fail(`funding of ${amount} for market ${market}, which has no position`)
    this.account.fund(position, amount)
  }

  onLiquidated(market: number, fill: Fill): void {
    this.#exited(market, 'liquidation', fill)
  }

  #known(id: number): Order {
    return this.#orders.get(id) ?? fail(`the venue reports on order ${id}, which was never sent`)
  }

  // Signals

  #consider(slot: Slot, signal: Signal, now: number): boolean {
    this.#now = now
    if (signal.side === 'flat') return this.#leave(slot, signal)
    this.#options.observer.onSignal(slot.index, signal, now)
    this.#proposals.push({ slot, signal })
    return true
  }

  /** Closes the position that the strategy wants to be out of, and calls back what is on its way there. */
  #leave(slot: Slot, signal: FlatSignal): boolean {
    const { market } = slot
    const position = this.account.position(market)
    const reversal = this.#reversals[market]
    // Some strategies say it at every bar.
    if (position === undefined && reversal === undefined && this.#orders.entries.length === 0) return false
    const entry = this.#orders.entryOf(market)
    const leavesPosition = !this.#isClosing(market) && isMeant(signal, slot, position)
    const leavesReversal = isMeant(signal, slot, reversal)
    const leavesEntry = entry?.status !== 'cancelling' && isMeant(signal, slot, plannedBy(entry))
    if (!leavesPosition && !leavesReversal && !leavesEntry) return false
    this.#options.observer.onSignal(slot.index, signal, this.#now)
    if (leavesReversal) this.#reversals[market] = undefined
    if (leavesEntry && entry !== undefined) this.#orders.cancel(entry, this.#now)
    if (leavesPosition && position !== undefined) this.#close(position, 'exit_signal')
    return true
  }

  /** Closes what the proposals turn around, then gives the entries to risk, the most confident first. */
  #settle(): void {
    const proposals = this.#proposals
    if (proposals.length > 1)
      proposals.sort((a, b) => b.signal.confidence - a.signal.confidence || a.slot.index - b.slot.index)
    for (const { slot, signal } of proposals) {
      const position = this.account.position(slot.market)
      if (position === undefined || position.side === signal.side || position.plan.strategy !== slot.strategy) continue
      this.#close(position, 'exit_signal')
    }
    for (const { slot, signal } of proposals) this.#propose(slot, signal)
    while (proposals.length > 0) proposals.pop() // one by one the list keeps its memory for the next signal
  }

  #propose(slot: Slot, signal: EntrySignal): void {
    const { market } = slot
    const position = this.account.position(market)
    if (position !== undefined && position.plan.strategy !== slot.strategy) {
      return this.#refuse(market, 'symbol_taken', 'another strategy holds a position of this symbol')
    }
    if (position?.side === signal.side) {
      this.#dropReversal(market, `the strategy wants to be ${signal.side} again`)
      return this.#refuse(market, 'already_in_position', 'the position is already open')
    }
    const entry = this.#orders.entryOf(market)
    // The rest of an entry that is turned around before it has filled is called back by now.
    const isCalledBack = position !== undefined && entry?.status === 'cancelling'
    if ((entry !== undefined && !isCalledBack) || this.#reversals[market] !== undefined) {
      return this.#refuse(market, 'entry_pending', 'an entry of this symbol is on its way')
    }
    const planned = this.#plan(slot, signal)
    if (planned === undefined) return
    if (position === undefined) this.#enter(planned)
    else this.#reversals[market] = planned
  }

  /** The entry as risk allows it. */
  #plan(slot: Slot, signal: EntrySignal): PlannedEntry | undefined {
    const { leverage, rules, feeRate } = this.#options
    const instrument = this.#instrument(slot.market)
    const price = this.marks[slot.market] as number
    const plan = planOf(slot.strategy, signal, instrument.kind === 'spot' ? 1 : leverage, this.#options.maxHoldMs)
    const hasTarget = signal.takeProfit !== undefined || signal.takeProfitPct !== undefined
    const entry = {
      instrument,
      side: signal.side,
      price,
      stopPrice: instrument.tick.nearest(stopPriceOf(plan, signal.side, price)),
      targetPrice: hasTarget ? instrument.tick.nearest(targetPriceOf(plan, signal.side, price)) : undefined,
      maxHoldMs: plan.maxHoldMs,
      leverage: plan.leverage,
      confidence: signal.confidence,
      sizing: slot.sizing,
    }
    const sized = sizeEntry(entry, rules, this.#view(slot.market))
    if ('rule' in sized) {
      this.#refuse(slot.market, sized.rule, sized.reason)
      return undefined
    }
    const notional = sized.quantity * instrument.contractSize * price
    return {
      market: slot.market,
      side: signal.side,
      plan,
      quantity: sized.quantity,
      cash: notional * (1 / plan.leverage + feeRate),
    }
  }

  #enter(planned: PlannedEntry): void {
    this.#orders.submit(entryRequest(planned), planned.cash, this.#now)
  }

  #view(market: number): AccountView {
    const entry = { market, orders: this.#orders, closing: this.#closing, reversals: this.#reversals }
    return accountView(this.account, this.marks, entry)
  }

  // Positions

  #watchTime(): void {
    const open = this.account.open
    for (let k = 0; k < open.length; ) {
      const position = open[k] as Position
      if (isTimeUp(position.openedAt, position.plan.maxHoldMs, this.#now)) this.#close(position, 'timeout')
      // A venue that answers at once has taken it out of the list by now.
      if (open[k] === position) k++
    }
  }

  #closeUnprotected(): void {
    for (const market of [...this.#unprotected]) {
      const position = this.account.position(market)
      if (position !== undefined && this.#protection.isNaked(market)) this.#close(position, 'force_exit')
      else this.#unprotected.delete(market)
    }
  }

  #isClosing(market: number): boolean {
    return this.#closing[market]?.isEnded === false
  }

  /** Asks to close `position`, unless that is under way; an entry that is still filling is called back. */
  #close(position: Position, reason: ExitReason): void {
    const { market } = position
    if (this.#isClosing(market)) return
    this.#cancelFillingEntry(market, this.#now)
    this.#closing[market] = this.#orders.submit(exitRequest(position, 'market', reason), 0, this.#now)
  }

  #cancelFillingEntry(market: number, at: number): void {
    const entry = this.#orders.entryOf(market)
    if (entry !== undefined && entry.filledQuantity > 0) this.#orders.cancel(entry, at)
  }

  #dropReversal(market: number, reason: string): void {
    if (this.#reversals[market] === undefined) return
    this.#reversals[market] = undefined
    this.#refuse(market, 'reversal_dropped', reason)
  }

  #entered(request: OrderRequest, plan: EntryPlan, fill: Fill): void {
    const side = request.side === 'buy' ? 'long' : 'short'
    const position = this.account.enter(request.market, side, plan, fill)
    const { tick } = this.#instrument(request.market)
    position.stopPrice = tick.nearest(stopPriceOf(plan, side, position.entryPrice))
    position.targetPrice = tick.nearest(targetPriceOf(plan, side, position.entryPrice))
    if (Number.isNaN(position.initialStopPrice)) position.initialStopPrice = position.stopPrice
    this.#protect(position, fill.at)
  }

  /** Makes the stop and the target that rest at the venue match `position`, and closes it when the venue holds no stop. */
  #protect(position: Position, at: number): void {
    this.#protection.update(position.market, position, at)
    if (this.#protection.isNaked(position.market)) this.#giveUp(position)
  }

  #giveUp(position: Position): void {
    this.#unprotected.add(position.market)
    this.#close(position, 'force_exit')
  }

  #exited(market: number, reason: ExitReason, fill: Fill): void {
    const position = this.account.position(market)
    if (position === undefined) fail(`an exit filled in market ${market}, which has no position`)
    this.account.exit(position, fill)
    this.#cancelFillingEntry(market, fill.at)
    if (position.quantity > 0) return this.#protect(position, fill.at)
    this.#protection.update(market, undefined, fill.at)
    this.#flattened(position, reason, fill.at)
  }

  #flattened(position: Position, reason: ExitReason, at: number): void {
    const { market } = position
    const names = {
      symbol: this.#instrument(market).symbol,
      strategy: this.#options.strategyNames[position.plan.strategy] ?? '',
    }
    this.#options.observer.onTrade(tradeOf(position, names, { at, reason }, this.#options.barMs))
    const closing = this.#closing[market]
    this.#closing[market] = undefined
    if (closing !== undefined) this.#orders.cancel(closing, at)
    const reversal = this.#reversals[market]
    this.#reversals[market] = undefined
    if (reversal !== undefined) this.#enter(reversal)
  }

  /** An order ended without a fill: a stop that is gone must not leave its position naked. */
  #afterEnd(order: Order): void {
    const { market } = order.request
    if (this.#closing[market] === order) this.#dropReversal(market, 'the position that it turns around did not close')
    const position = this.account.position(market)
    if (position !== undefined && this.#protection.isStop(order)) this.#giveUp(position)
  }

  #refuse(market: number, rule: string, reason: string): void {
    this.#options.observer.onRefusal(this.#instrument(market).symbol, rule, reason, this.#now)
  }

  #instrument(market: number): Instrument {
    return this.#options.instruments[market] ?? fail(`there is no market ${market}`)
  }
}

/** Whether `signal` of `slot` wants to be out of what was planned for its market. */
function isMeant(signal: FlatSignal, slot: Slot, held: Pick<PlannedEntry, 'side' | 'plan'> | undefined): boolean {
  if (held === undefined || held.plan.strategy !== slot.strategy) return false
  return signal.from === undefined || signal.from === held.side
}

function plannedBy(entry: Order | undefined): Pick<PlannedEntry, 'side' | 'plan'> | undefined {
  if (entry === undefined || entry.request.purpose.type !== 'entry') return undefined
  return { side: entry.request.side === 'buy' ? 'long' : 'short', plan: entry.request.purpose.plan }
}
