import { firstIndex } from '../core/bisect.ts'
import type { Filled } from '../core/filled.ts'
import type { Trade } from '../core/trade.ts'
import type { Column } from '../market/column.ts'
import { AccountBooks } from '../risk/account-books.ts'
import { type Breaker, Breakers, type StateChange } from '../risk/breakers.ts'
import type { DateOf } from '../risk/risk-day.ts'
import type { RiskRule } from '../risk/risk-rule.ts'
import type { Refusal } from '../risk/size-entry.ts'
import type { Account, Range } from './account.ts'
import type { Position } from './position.ts'

export interface RiskDeskOptions {
  readonly rules: readonly RiskRule[]
  readonly breakers: readonly Breaker[]
  /** Tells when a risk day begins; UTC when absent. */
  readonly dateOf?: DateOf | undefined
  readonly onChange: (change: StateChange) => void
}

/** Keeps what risk remembers of the account up to date, and stops the account where a breaker says so. */
export class RiskDesk {
  readonly books: AccountBooks
  readonly breakers: Breakers
  readonly #account: Account
  readonly #marks: Float64Array
  /** Whether anybody asks where the day, the month and the peak stood: then every close counts. */
  readonly #watchesLevels: boolean
  /** The rules that hold positions. */
  readonly #holding: readonly RiskRule[]
  #path = new Float64Array(0)
  /** Bounds of the equity over the bars that were asked about last. */
  readonly #bounds: Filled<Range> = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY }

  constructor(account: Account, marks: Float64Array, { rules, breakers, dateOf, onChange }: RiskDeskOptions) {
    this.#account = account
    this.#marks = marks
    this.books = new AccountBooks(account.equity, dateOf)
    this.breakers = new Breakers(breakers, this.books, onChange)
    this.#holding = rules.filter(({ holds }) => holds !== undefined)
    this.#watchesLevels = breakers.length > 0 || rules.some(({ reads }) => reads === 'levels')
  }

  /** Bars have closed at `now`, and `marks` hold their closes: days begin, breakers trip or let go. */
  close(now: number): void {
    if (!this.#watchesLevels) return this.beginDay(now)
    const { books, breakers } = this
    const account = this.#account
    // A bar that closes at midnight belongs to the day before; one that comes later finds the day begun.
    if (now > books.day.to) this.beginDay(now)
    account.mark(this.#marks)
    if (now === books.day.to) this.beginDay(now)
    books.mark(account.equity)
    if (breakers.isWatching) breakers.check(account.equity, now)
  }

  /**
   * Why a strategy may not leave a position yet that was opened at `openedAt`, undefined when it may.
   * @param isVoid whether what it was entered for no longer holds: then it need not be held for any time
   */
  holdOf({ openedAt }: Position, now: number, isVoid = false): Refusal | undefined {
    const { state, stateReason } = this.books
    if (state === 'halted') return { rule: 'trading_state', reason: `the account is halted: ${stateReason}` }
    if (isVoid) return undefined
    for (const rule of this.#holding) {
      const reason = rule.holds?.(openedAt, now)
      if (reason !== undefined) return { rule: rule.name, reason }
    }
    return undefined
  }

  /** A day may have begun by `now`, with the equity of the last mark. */
  beginDay(now: number): void {
    if (this.books.advance(now, this.#account.equity)) this.breakers.beginDay(this.books.isNewMonth, now)
  }

  /**
   * The first bar in [from, to) at whose close a day begins or a breaker may trip or let go, or `to`. `times` are the open times of the
   * bars, between which no position changes.
   */
  quietUntil(closes: readonly Column[], times: Float64Array, barMs: number, from: number, to: number): number {
    if (!this.#watchesLevels || from === to) return to
    const { day } = this.books
    if (!((times[from] as number) + barMs < day.to)) return from
    const isInDay = (times[to - 1] as number) + barMs < day.to
    const end = isInDay ? to : firstIndex(from, to - 1, (i) => (times[i] as number) + barMs >= day.to)
    this.#account.boundBars(closes, from, end, this.#bounds)
    return this.#isWithin(this.#bounds) ? end : this.#firstReached(closes, from, end)
  }

  /** Notes the equity at the closes of bars that were quiet: some of those that were asked about last. */
  note(equity: Float64Array, from: number, to: number): void {
    let peak = this.books.peakEquity
    if (!this.#watchesLevels || this.#bounds.high <= peak) return
    for (let i = from; i < to; i++) if ((equity[i] as number) > peak) peak = equity[i] as number
    this.books.mark(peak)
  }

  /** Notes the equity of the last mark. */
  noteClose(): void {
    if (this.#watchesLevels) this.books.mark(this.#account.equity)
  }

  /** @param equity what the account was worth before */
  deposit(amount: number, equity: number): void {
    this.books.deposit(amount, equity)
    this.breakers.refresh()
  }

  onTrade(position: Position, { side, exitAt, returnPct, exitReason }: Trade): void {
    const { market, plan } = position
    this.books.onTrade({ market, strategy: plan.strategy, side, exitAt, returnPct, exitReason })
  }

  /** Whether no breaker can trip or let go while the equity stays within `bounds`. Both levels only rise with the peak. */
  #isWithin({ low, high }: Range): boolean {
    const { breakers, books } = this
    if (!breakers.isWatching || this.#account.open.length === 0) return true
    const { peakEquity } = books
    return low > breakers.tripLevelAt(Math.max(peakEquity, high)) && high < breakers.releaseLevelAt(peakEquity)
  }

  #firstReached(closes: readonly Column[], from: number, to: number): number {
    const count = to - from
    if (this.#path.length < count) this.#path = new Float64Array(2 * count)
    const path = this.#path
    this.#account.markBars(closes, from, to, path, 0)
    const { breakers, books } = this
    let peak = books.peakEquity
    let trip = breakers.tripLevelAt(peak)
    let release = breakers.releaseLevelAt(peak)
    for (let i = 0; i < count; i++) {
      const equity = path[i] as number
      if (equity > peak) {
        peak = equity
        trip = breakers.tripLevelAt(peak)
        release = breakers.releaseLevelAt(peak)
      }
      if (equity <= trip || equity >= release) return from + i
    }
    return to
  }
}
