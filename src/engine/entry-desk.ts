import { PlimsollError } from '../core/errors.ts'
import type { Filled } from '../core/filled.ts'
import type { Instrument } from '../core/instrument.ts'
import type { EntryPlan, PositionSide } from '../core/order.ts'
import type { EntrySignal, FlatSignal } from '../core/signal.ts'
import type { EntryStage } from '../core/stage.ts'
import type { MarketReturns } from '../risk/market-returns.ts'
import type { AccountPast, AccountView, ProposedEntry, RiskRule } from '../risk/risk-rule.ts'
import { BELOW_MINIMUM, flawOf, type Refusal, sizeEntry } from '../risk/size-entry.ts'
import type { Account } from './account.ts'
import { lookAt, type OnTheWay } from './account-view.ts'
import type { ConditionWatch } from './condition-watch.ts'
import { blankEntry, describeEntry } from './describe-entry.ts'
import { entryRequest, isMeant, type PlannedEntry, type Proposal } from './entry-plan.ts'
import type { ExitDesk } from './exit-desk.ts'
import type { OrderRegistry } from './order-registry.ts'
import type { Position } from './position.ts'
import type { RiskDesk } from './risk-desk.ts'
import type { Slot } from './slot.ts'

export interface EntryDeskOptions {
  readonly instruments: readonly Instrument[]
  readonly leverage: number
  readonly feeRate: number
  readonly maxHoldMs: number
  readonly rules: readonly RiskRule[]
  /** Average true range of a market at its last close; NaN where it is not known. Absent when no rule reads it. */
  readonly atrOf?: ((market: number) => number) | undefined
  /** Returns of the markets up to the last close; absent when no rule reads them. */
  readonly returns?: MarketReturns | undefined
}

/** What the desk works on. */
export interface EntryDeskParts {
  readonly account: Account
  readonly orders: OrderRegistry
  readonly exits: ExitDesk
  /** Last close of each market. */
  readonly marks: Float64Array
  readonly risk: RiskDesk
  readonly conditions: ConditionWatch
  readonly onRefusal: (stage: EntryStage, slot: Slot, refusal: Refusal) => void
}

/** Everything that makes positions larger: what strategies propose goes to risk, and what risk allows to the venue. */
export class EntryDesk {
  readonly #options: EntryDeskOptions
  readonly #parts: EntryDeskParts
  readonly #proposals: Proposal[] = []
  /** What risk is shown, filled anew for each entry: rules look at it while they are asked, and nobody keeps it. */
  readonly #entry: Filled<ProposedEntry>
  readonly #view: Filled<AccountView>
  readonly #way: Filled<OnTheWay>
  /** Entries that wait until the opposite position of their market is flat: no order turns a position through zero. */
  readonly #reversals: (PlannedEntry | undefined)[]

  constructor(options: EntryDeskOptions, parts: EntryDeskParts) {
    this.#options = options
    this.#parts = parts
    const { instruments } = options
    this.#reversals = new Array<PlannedEntry | undefined>(instruments.length).fill(undefined)
    this.#way = {
      market: 0,
      side: 'long',
      strategy: 0,
      orders: parts.orders,
      closing: parts.exits.closing,
      reducing: parts.exits.reducing,
      reversals: this.#reversals,
      instruments,
    }
    this.#entry = blankEntry(instruments[0] as Instrument)
    this.#view = blankView(parts.risk.books, instruments.length, options.returns)
  }

  get hasProposals(): boolean {
    return this.#proposals.length > 0
  }

  propose(slot: Slot, signal: EntrySignal): void {
    this.#proposals.push({ slot, signal })
  }

  /** Whether `signal` of `slot` wants to be out of an entry that waits for its market. */
  wantsOutOfReversal(slot: Slot, signal: FlatSignal): boolean {
    return isMeant(signal, slot, this.#reversals[slot.market])
  }

  hasReversal(market: number): boolean {
    return this.#reversals[market] !== undefined
  }

  get reversalCount(): number {
    return this.#reversals.filter((reversal) => reversal !== undefined).length
  }

  /** Calls back every entry that is on its way, or waits for its market: the account may not grow any more. */
  callBackAll(reason: string, now: number): void {
    for (const market of this.#reversals.keys()) this.callBack(market, reason, now)
  }

  /** The same of one market. */
  callBack(market: number, reason: string, now: number): void {
    const { orders } = this.#parts
    for (const order of [...orders.entries]) if (order.request.market === market) orders.cancel(order, now, reason)
    this.dropReversal(market, reason)
  }

  /** Forgets the reversal of `market` as a refusal with a reason. */
  dropReversal(market: number, reason: string): void {
    const reversal = this.#reversals[market]
    if (reversal === undefined) return
    this.#reversals[market] = undefined
    this.#parts.onRefusal('placed', reversal.slot, { rule: 'reversal_dropped', reason })
  }

  /** The position of `market` is flat: the entry that waited for it is judged again, since much may have happened, and goes out. */
  enterReversal(market: number, now: number): void {
    const reversal = this.#reversals[market]
    this.#reversals[market] = undefined
    if (reversal === undefined) return
    const { slot, signal } = reversal
    const plan = this.#describe(slot, signal, undefined, now)
    const flaw = flawOf(this.#entry)
    if (flaw !== undefined) return this.#parts.onRefusal('placed', slot, flaw)
    const planned = this.#size(slot, signal, plan)
    if (planned !== undefined) this.#enter(planned, now)
  }

  /** Closes what the proposals turn around, then gives the entries to risk, the most confident first. */
  settle(now: number): void {
    const proposals = this.#proposals
    if (proposals.length > 1)
      proposals.sort((a, b) => b.signal.confidence - a.signal.confidence || a.slot.index - b.slot.index)
    const { account, exits, risk } = this.#parts
    for (const { slot, signal } of proposals) {
      const position = account.position(slot.market)
      if (position === undefined || !turnsAround(signal, slot, position)) continue
      if (risk.holdOf(position, now) === undefined) exits.close(position, 'exit_signal', now)
    }
    for (const { slot, signal } of proposals) this.#judge(slot, signal, now)
    while (proposals.length > 0) proposals.pop() // one by one the list keeps its memory for the next signal
  }

  #judge(slot: Slot, signal: EntrySignal, now: number): void {
    const { market } = slot
    const position = this.#parts.account.position(market)
    // First, because it costs least: some strategies say the same at every bar.
    const hindrance = this.#hindrance(slot, signal, position, now)
    if (hindrance !== undefined) return this.#parts.onRefusal('allowed', slot, hindrance)
    const plan = this.#describe(slot, signal, position, now)
    const flaw = flawOf(this.#entry) ?? this.#voided(slot, signal)
    if (flaw !== undefined) return this.#parts.onRefusal('graded', slot, flaw)
    const planned = this.#size(slot, signal, plan)
    if (planned === undefined) return
    if (position === undefined || signal.adds === true) this.#enter(planned, now)
    else this.#reversals[market] = planned
  }

  /** What in the market stands against an entry. */
  #hindrance(slot: Slot, signal: EntrySignal, position: Position | undefined, now: number): Refusal | undefined {
    const { market } = slot
    const { orders, exits, risk } = this.#parts
    if (position !== undefined && position.plan.strategy !== slot.strategy)
      return { rule: 'symbol_taken', reason: 'another strategy holds a position of this symbol' }
    if (signal.adds === true && (position?.side !== signal.side || exits.isClosing(market)))
      return { rule: 'nothing_to_add_to', reason: `there is no ${signal.side} position of this symbol to add to` }
    if (signal.adds !== true && position?.side === signal.side) {
      this.dropReversal(market, `the strategy wants to be ${signal.side} again`)
      return { rule: 'already_in_position', reason: 'the position is already open' }
    }
    if (position !== undefined && turnsAround(signal, slot, position) && !exits.isClosing(market)) {
      const held = risk.holdOf(position, now)
      if (held !== undefined) return held
    }
    const entry = orders.entryOf(market)
    // The rest of an entry that is turned around before it has filled is called back by now.
    const isCalledBack = position !== undefined && entry?.status === 'cancelling'
    if ((entry !== undefined && !isCalledBack) || this.#reversals[market] !== undefined)
      return { rule: 'entry_pending', reason: 'an entry of this symbol is on its way' }
    return undefined
  }

  /** Why the conditions of the entry do not let it be: they cannot be read, or one is met already. */
  #voided({ market, bar }: Slot, { invalidWhen = [] }: EntrySignal): Refusal | undefined {
    try {
      const met = this.#parts.conditions.firstMet(market, invalidWhen, bar.position)
      return met === undefined ? undefined : { rule: 'already_invalid', reason: `"${met}" is met already` }
    } catch (error) {
      if (error instanceof PlimsollError) return { rule: 'invalid_condition', reason: error.message }
      throw error
    }
  }

  /** Works out what `signal` means, for the rules to look at. */
  #describe(
    { market, strategy, sizing }: Slot,
    signal: EntrySignal,
    position: Position | undefined,
    now: number,
  ): EntryPlan {
    const { leverage, maxHoldMs, atrOf } = this.#options
    const around = {
      at: now,
      market,
      strategy,
      sizing,
      leverage,
      maxHoldMs,
      instrument: this.#options.instruments[market] as Instrument,
      price: this.#parts.marks[market] as number,
      atr: atrOf?.(market) ?? Number.NaN,
      held: signal.adds === true && position?.side === signal.side ? position : undefined,
    }
    return describeEntry(signal, around, this.#entry)
  }

  /** The entry that was described, as risk allows it. */
  #size(slot: Slot, signal: EntrySignal, plan: EntryPlan): PlannedEntry | undefined {
    const { rules, feeRate } = this.#options
    const { instrument, price } = this.#entry
    this.#look(slot, signal.side)
    const sized = sizeEntry(this.#entry, rules, this.#view)
    if ('rule' in sized) {
      this.#parts.onRefusal(sized.rule === BELOW_MINIMUM ? 'sized' : 'allowed', slot, sized)
      return undefined
    }
    const notional = sized.quantity * instrument.contractSize * price
    return {
      slot,
      signal,
      market: slot.market,
      side: signal.side,
      plan,
      quantity: sized.quantity,
      cash: notional * (1 / plan.leverage + feeRate),
    }
  }

  #enter(planned: PlannedEntry, now: number): void {
    this.#parts.orders.submit(entryRequest(planned), planned.cash, now)
  }

  /** Sees how the account stands for an entry of `slot`. */
  #look({ market, strategy }: Slot, side: PositionSide): void {
    const { account, marks } = this.#parts
    this.#way.market = market
    this.#way.side = side
    this.#way.strategy = strategy
    lookAt(account, marks, this.#way, this.#view)
  }
}

/** Whether `signal` of `slot` is to be on the other side of `position`. */
function turnsAround(signal: EntrySignal, slot: Slot, position: Position): boolean {
  return signal.adds !== true && position.side !== signal.side && position.plan.strategy === slot.strategy
}

function blankView(past: AccountPast, markets: number, returns: MarketReturns | undefined): Filled<AccountView> {
  return {
    equity: 0.5,
    freeCash: 0.5,
    positionCount: 0,
    closingCount: 0,
    grossNotional: 0.5,
    netNotional: 0.5,
    strategyNotional: 0.5,
    symbolNotional: 0.5,
    baseNotional: 0.5,
    atRisk: 0.5,
    notionals: new Float64Array(markets),
    returns,
    past,
  }
}
