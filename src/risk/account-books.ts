import { type DateOf, RiskDay } from './risk-day.ts'
import type { AccountPast, ClosedTrade } from './risk-rule.ts'
import type { TradingState } from './trading-state.ts'

/** Closed trades that are remembered. */
const TRADES_KEPT = 1000
/** Orders whose times are remembered: no limit of orders a minute is above. */
const ORDERS_KEPT = 4096

/**
 * What risk remembers of an account: where the day, the month and the peak stood, what was traded lately. Equity is marked to market, and
 * deposits and withdrawals move every level in proportion: money that is paid in is no profit, and none that is taken out a loss.
 */
export class AccountBooks implements AccountPast {
  state: TradingState = 'active'
  stateReason = ''
  dayStartEquity: number
  monthStartEquity: number
  peakEquity: number
  entriesToday = 0
  tradeCount = 0
  readonly trades: ClosedTrade[] = []
  readonly day: RiskDay
  /** Whether the day is the first of the month that the account has seen. */
  isNewMonth = false
  #month = 0
  readonly #orderedAt = new Float64Array(ORDERS_KEPT).fill(Number.NEGATIVE_INFINITY)
  #orderCount = 0

  constructor(equity: number, dateOf?: DateOf) {
    this.dayStartEquity = equity
    this.monthStartEquity = equity
    this.peakEquity = equity
    this.day = new RiskDay(dateOf)
  }

  /** A day may have begun by `at`: `equity` is what the account was worth at the last close before. True when one has. */
  advance(at: number, equity: number): boolean {
    if (!this.day.advance(at)) return false
    this.dayStartEquity = equity
    this.entriesToday = 0
    this.isNewMonth = this.day.month !== this.#month
    if (this.isNewMonth) this.monthStartEquity = equity
    this.#month = this.day.month
    return true
  }

  /** The account is worth `equity` at a close. */
  mark(equity: number): void {
    if (equity > this.peakEquity) this.peakEquity = equity
  }

  /** Losses are measured from `equity` on. */
  measureFrom(equity: number): void {
    this.dayStartEquity = equity
    this.monthStartEquity = equity
    this.peakEquity = equity
  }

  /** Money was paid in (positive) or taken out of an account worth `equity`: what is lost stays as many percent. */
  deposit(amount: number, equity: number): void {
    const times = (equity + amount) / equity
    // An account that has nothing, or is emptied, has no loss to keep.
    if (!(equity > 0 && times > 0)) return this.measureFrom(equity + amount)
    this.dayStartEquity *= times
    this.monthStartEquity *= times
    this.peakEquity *= times
  }

  /** An order went out at `at`. */
  onOrder(at: number, isEntry: boolean): void {
    if (isEntry) this.entriesToday += 1
    this.#orderedAt[this.#orderCount++ % ORDERS_KEPT] = at
  }

  onTrade(trade: ClosedTrade): void {
    this.trades.push(trade)
    this.tradeCount += 1
    if (this.trades.length > TRADES_KEPT) this.trades.shift()
  }

  ordersSince(at: number): number {
    let count = 0
    for (let k = this.#orderCount - 1; k >= 0 && count < ORDERS_KEPT; k--) {
      if ((this.#orderedAt[k % ORDERS_KEPT] as number) < at) break
      count += 1
    }
    return count
  }
}
