import type { Instrument } from '../core/instrument.ts'
import type { PositionSide } from '../core/order.ts'

/** An entry that a strategy proposes, with its levels worked out as prices. */
export interface ProposedEntry {
  /** When it is proposed, UTC, in milliseconds. */
  readonly at: number
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
}

/** What risk rules may know of the account. Orders in flight count as if they had filled. */
export interface AccountView {
  /** Cash + margin + unrealised profit, in quote units. */
  readonly equity: number
  /** Cash that no order has reserved, in quote units. */
  readonly freeCash: number
  /** Open positions, less those that are being closed, plus entries on their way. */
  readonly positionCount: number
  /** Value of what is open and on its way, in quote units, long and short alike. */
  readonly grossNotional: number
  /** The part of it that belongs to the strategy of the entry. */
  readonly strategyNotional: number
}

/**
 * One limit. `largest` is the largest quantity, in contracts, that it allows; 0 refuses, Infinity does not care. Rules are pure and
 * know nothing of each other: the tightest wins, so adding one can never allow more.
 */
export interface RiskRule {
  readonly name: string
  largest(entry: ProposedEntry, account: AccountView): number
  /** Why the rule allows no more than it does, with the values. */
  explain(entry: ProposedEntry, account: AccountView): string
}

/** Value of one contract at the price of the entry, in quote units. */
export function contractNotional(entry: ProposedEntry): number {
  return entry.price * entry.instrument.contractSize
}

/** How much an entry may add when a position may have `whole` contracts: its share of them, and not more than is left of them. */
export function partOf(entry: ProposedEntry, whole: number): number {
  return Math.min(entry.sizeShare * whole, whole - entry.heldQuantity)
}
