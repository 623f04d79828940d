import type { AccountBooks } from './account-books.ts'
import { stricter, type TradingState } from './trading-state.ts'

/** What brings an account back that was stopped. `on_recovery`: its loss is below `releasePct` again. `manual`: a person says so. */
export const RELEASE_POLICIES = ['next_day', 'next_month', 'on_recovery', 'manual'] as const

export type ReleasePolicy = (typeof RELEASE_POLICIES)[number]

/** The causes of what a person does, with one account and with all of them: no breaker may be called so. */
export const OPERATOR = 'operator'
export const GLOBAL = 'global'

/** A loss at which the account is stopped. */
export interface Breaker {
  readonly name: string
  /** From where the loss is measured. */
  readonly since: 'day' | 'month' | 'peak'
  /** The loss, in percent of the equity there. */
  readonly limitPct: number
  /** What the account may do from then on. */
  readonly state: Exclude<TradingState, 'active'>
  readonly release: ReleasePolicy
  /** With `on_recovery`, the loss in percent below which it goes on: less than the limit, so that the account does not flap. */
  readonly releasePct?: number
}

/** A breaker or a person holds the account, or lets it go. Others may hold it as well, so what it may do need not change by it. */
export interface StateChange {
  readonly from: TradingState
  readonly to: TradingState
  /** The breaker that did it, `operator` or `global`. */
  readonly cause: string
  /** A sentence with the values. */
  readonly reason: string
  readonly at: number
}

interface Hold {
  readonly cause: string
  readonly state: TradingState
  readonly reason: string
  readonly breaker: Breaker | undefined
}

/**
 * What the account may do, and why: the strictest of what breakers and the operator hold it at. Every change is told. Equity is marked to
 * market, so an open loss counts as much as one that is taken.
 */
export class Breakers {
  readonly #breakers: readonly Breaker[]
  readonly #books: AccountBooks
  readonly #onChange: (change: StateChange) => void
  readonly #holds = new Map<string, Hold>()
  /** The levels that do not move with the peak, and how those that do follow it. */
  #fixedTrip = Number.NEGATIVE_INFINITY
  #fixedRelease = Number.POSITIVE_INFINITY
  #tripShare = 0
  #releaseShare = Number.POSITIVE_INFINITY

  constructor(breakers: readonly Breaker[], books: AccountBooks, onChange: (change: StateChange) => void) {
    this.#breakers = breakers
    this.#books = books
    this.#onChange = onChange
    this.refresh()
  }

  get isWatching(): boolean {
    return this.#breakers.length > 0
  }

  /** Equity at or below which a breaker trips when the peak is `peak`. */
  tripLevelAt(peak: number): number {
    return Math.max(this.#fixedTrip, peak * this.#tripShare)
  }

  /** Equity at or above which a breaker lets go when the peak is `peak`. */
  releaseLevelAt(peak: number): number {
    return Math.min(this.#fixedRelease, peak * this.#releaseShare)
  }

  /** The account is worth `equity` at a close, and the books know it. */
  check(equity: number, at: number): void {
    const { peakEquity } = this.#books
    if (equity > this.tripLevelAt(peakEquity) && equity < this.releaseLevelAt(peakEquity)) return
    for (const breaker of this.#breakers) {
      const isHeld = this.#holds.has(breaker.name)
      if (!isHeld && equity <= this.#levelOf(breaker, breaker.limitPct)) this.#trip(breaker, equity, at)
      else if (isHeld && equity >= this.#releaseOf(breaker))
        this.#letGo(breaker.name, `equity ${equity.toFixed(2)} has recovered`, at)
    }
    this.refresh()
  }

  /** A risk day has begun; `isNewMonth` when a month has. */
  beginDay(isNewMonth: boolean, at: number): void {
    for (const { cause, breaker } of [...this.#holds.values()]) {
      if (breaker?.release === 'next_day') this.#letGo(cause, 'a new day has begun', at)
      if (breaker?.release === 'next_month' && isNewMonth) this.#letGo(cause, 'a new month has begun', at)
    }
    this.refresh()
  }

  /** A person stops the account, or makes it stricter: who asks for less than what holds already lets go of nothing. */
  halt(state: Exclude<TradingState, 'active'>, by: string, reason: string, at: number): void {
    const hold: Hold = { cause: OPERATOR, state, reason: `${by}: ${reason}`, breaker: undefined }
    const before = this.#holds.get(OPERATOR)?.state ?? 'active'
    if (stricter(state, before) === state) this.#holds.set(OPERATOR, hold)
    this.#change(OPERATOR, hold.reason, at)
  }

  /** A person stops every account. */
  holdGlobally(state: Exclude<TradingState, 'active'>, reason: string, at: number): void {
    this.#hold({ cause: GLOBAL, state, reason, breaker: undefined }, at)
  }

  /** A person lets every account go on that nothing else holds. */
  letGoGlobally(reason: string, at: number): void {
    this.#letGo(GLOBAL, reason, at)
  }

  /**
   * A person lets the account go on: every hold of its own ends, and losses are measured from here on, or it would stop again at once.
   * @param equity what the account is worth now
   */
  resume(by: string, reason: string, equity: number, at: number): void {
    this.#books.measureFrom(equity)
    for (const cause of [...this.#holds.keys()]) if (cause !== GLOBAL) this.#holds.delete(cause)
    this.#change(OPERATOR, `${by}: ${reason}`, at)
    this.refresh()
  }

  #trip(breaker: Breaker, equity: number, at: number): void {
    const from = this.#startOf(breaker)
    const lostPct = (100 * (from - equity)) / from
    const reason = `${breaker.name}: ${lostPct.toFixed(2)} % lost of ${from.toFixed(2)} since the ${SINCE[breaker.since]}, the limit is ${breaker.limitPct} %`
    this.#hold({ cause: breaker.name, state: breaker.state, reason, breaker }, at)
  }

  #hold(hold: Hold, at: number): void {
    this.#holds.set(hold.cause, hold)
    this.#change(hold.cause, hold.reason, at)
  }

  #letGo(cause: string, reason: string, at: number): void {
    this.#holds.delete(cause)
    this.#change(cause, reason, at)
  }

  #change(cause: string, reason: string, at: number): void {
    const from = this.#books.state
    let to: TradingState = 'active'
    let why = ''
    for (const hold of this.#holds.values()) {
      if (stricter(hold.state, to) !== to) why = hold.reason
      to = stricter(hold.state, to)
    }
    this.#books.state = to
    this.#books.stateReason = why
    this.#onChange({ from, to, cause, reason, at })
  }

  /** Works out the levels anew: the day, the month or a hold has changed. */
  refresh(): void {
    this.#fixedTrip = Number.NEGATIVE_INFINITY
    this.#fixedRelease = Number.POSITIVE_INFINITY
    this.#tripShare = 0
    this.#releaseShare = Number.POSITIVE_INFINITY
    for (const breaker of this.#breakers) {
      if (this.#holds.has(breaker.name)) this.#addRelease(breaker)
      else if (breaker.since === 'peak') this.#tripShare = Math.max(this.#tripShare, 1 - breaker.limitPct / 100)
      else this.#fixedTrip = Math.max(this.#fixedTrip, this.#levelOf(breaker, breaker.limitPct))
    }
  }

  #addRelease(breaker: Breaker): void {
    if (breaker.release !== 'on_recovery') return
    if (breaker.since === 'peak') this.#releaseShare = Math.min(this.#releaseShare, 1 - (breaker.releasePct ?? 0) / 100)
    else this.#fixedRelease = Math.min(this.#fixedRelease, this.#releaseOf(breaker))
  }

  #releaseOf(breaker: Breaker): number {
    if (breaker.release !== 'on_recovery') return Number.POSITIVE_INFINITY
    return this.#levelOf(breaker, breaker.releasePct ?? 0)
  }

  #levelOf(breaker: Breaker, pct: number): number {
    return this.#startOf(breaker) * (1 - pct / 100)
  }

  #startOf({ since }: Breaker): number {
    const { dayStartEquity, monthStartEquity, peakEquity } = this.#books
    if (since === 'day') return dayStartEquity
    return since === 'month' ? monthStartEquity : peakEquity
  }
}

const SINCE = { day: 'beginning of the day', month: 'beginning of the month', peak: 'peak' } as const
