import type { ExitReason } from '../core/exit-reason.ts'
import type { Instrument } from '../core/instrument.ts'
import type { PositionSide } from '../core/order.ts'
import type { MarketReturns } from './market-returns.ts'
import type { TradingState } from './trading-state.ts'

/** An entry that a strategy proposes, with its levels worked out as prices. */
export interface ProposedEntry {
  /** When it is proposed, UTC, in milliseconds. */
  readonly at: number
  /** Index of the market in the run. */
  readonly market: number
  readonly instrument: Instrument
  /** Index of the strategy in the run. */
  readonly strategy: number
  readonly side: PositionSide
  /** The price that is expected: the last close. */
  readonly price: number
  readonly stopPrice: number
  /** Nearest first; empty when the strategy names none. */
  readonly targetPrices: readonly number[]
  readonly maxHoldMs: number
  readonly leverage: number
  readonly confidence: number
  readonly sizing: 'risk' | 'share'
  /** Share of the whole size that this entry asks for, above 0 to 1. */
  readonly sizeShare: number
  /** Contracts of the position that it adds to, 0 when it opens one, and their mean entry price. */
  readonly heldQuantity: number
  readonly heldPrice: number
  /** Average true range of the market, in price; NaN where it is not known. */
  readonly atr: number
}

/** What risk rules may know of the account. Orders in flight count as if they had filled. */
export interface AccountView {
  /** Cash + margin + unrealised profit, in quote units. */
  readonly equity: number
  /** Cash that no order has reserved, in quote units. */
  readonly freeCash: number
  /** Open positions and entries on their way; those that are being closed count until they are. */
  readonly positionCount: number
  /** Positions of other markets that are being closed: part of `positionCount`. */
  readonly closingCount: number
  /** Value of what is open and on its way, in quote units, long and short alike. */
  readonly grossNotional: number
  /** The part of it that belongs to the strategy of the entry. */
  readonly strategyNotional: number
  /** The part of it in the market of the entry. */
  readonly symbolNotional: number
  /** The part of it in markets with the base asset of the entry: spot and perpetual of one coin are one thing. */
  readonly baseNotional: number
  /** Value of the longs less that of the shorts at its worst for the entry: without what may vanish, or not come, on the other side. */
  readonly netNotional: number
  /** What is lost from the last closes on when every stop is hit at its price, before costs, in quote units. */
  readonly atRisk: number
  /** Value of what is held and on its way in each market of the run, below 0 when short. */
  readonly notionals: Float64Array
  /** Returns of all markets, the newest of the last close; kept only for runs whose rules read them. */
  readonly returns?: MarketReturns | undefined
  readonly past: AccountPast
}

/** What risk rules may know of what was before. */
export interface AccountPast {
  readonly state: TradingState
  /** Why the account is not active, with the values. */
  readonly stateReason: string
  /** Equity as the risk day, and the month of risk days, began; deposits and withdrawals move it in proportion. */
  readonly dayStartEquity: number
  readonly monthStartEquity: number
  /** The highest equity so far, adjusted in the same way. */
  readonly peakEquity: number
  /** Entries that were sent in the risk day. */
  readonly entriesToday: number
  /** Orders of any kind that were sent at or after `at`. */
  ordersSince(at: number): number
  /** The last trades that were closed, the oldest first. */
  readonly trades: readonly ClosedTrade[]
  /** Trades that were ever closed. */
  readonly tradeCount: number
}

/** A closed trade as risk sees it. */
export interface ClosedTrade {
  readonly market: number
  readonly strategy: number
  readonly side: PositionSide
  readonly exitAt: number
  /** Profit after all costs over the notional at entry, in percent. */
  readonly returnPct: number
  readonly exitReason: ExitReason
}

/**
 * One limit. `largest` is the largest quantity, in contracts, that it allows; 0 refuses, Infinity does not care. Rules are pure and
 * know nothing of each other: the tightest wins, so adding one can never allow more.
 */
export interface RiskRule {
  readonly name: string
  /** What it reads beside what every run knows: `levels` of day, month and peak, the `atr` of the market, `returns` of all. */
  readonly reads?: 'levels' | 'atr' | 'returns'
  largest(entry: ProposedEntry, account: AccountView): number
  /** Why the rule allows no more than it does, with the values. */
  explain(entry: ProposedEntry, account: AccountView): string
  /**
   * Why a strategy may not leave yet a position that was opened at `openedAt`, undefined when it may. Stops, targets and every exit that
   * risk itself asks for are never held up.
   */
  holds?(openedAt: number, at: number): string | undefined
}

/** Value of one contract at the price of the entry, in quote units. */
export function contractNotional(entry: ProposedEntry): number {
  return entry.price * entry.instrument.contractSize
}

/** How much an entry may add when a position may have `whole` contracts: its share of them, and not more than is left of them. */
export function partOf(entry: ProposedEntry, whole: number): number {
  return Math.min(entry.sizeShare * whole, whole - entry.heldQuantity)
}

/** A distance from the price in terms of what trading costs. */
export interface CostDistance {
  /** Round trips that it must be worth. */
  readonly leastTimes: number
  /** Fees and slippage of getting in and out, as a ratio of the price: 0.0022. */
  readonly roundTripRate: number
}

/** A share of a limit that is rounding: 100 - 99.78 is not quite 0.22. */
const ROUNDING = 1e-12

/** Whether `value` reaches `least`, but for rounding. NaN does not. */
export function reaches(value: number, least: number): boolean {
  return value >= least * (1 - ROUNDING)
}

/** A price, or a difference of prices, as a person reads it: without the last digits, which are rounding. */
export function readable(value: number): number {
  return Number(value.toPrecision(10))
}

/** Room left of `limit` when `taken` is in use, as contracts of the entry; 0 when there is none. */
export function roomFor(entry: ProposedEntry, limit: number, taken: number): number {
  return Math.max(0, (limit - taken) / contractNotional(entry))
}

/** What one contract loses at the stop, before costs, in quote units. */
export function lossPerContract({ instrument, price, stopPrice }: ProposedEntry): number {
  return instrument.contractSize * Math.abs(price - stopPrice)
}
