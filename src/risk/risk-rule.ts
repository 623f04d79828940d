import type { Instrument } from '../core/instrument.ts'
import type { PositionSide } from '../core/order.ts'

/** An entry that a strategy proposes, with its levels worked out as prices. */
export interface ProposedEntry {
  readonly instrument: Instrument
  readonly side: PositionSide
  /** The price that is expected: the last close. */
  readonly price: number
  readonly stopPrice: number
  /** Absent when the strategy names none. */
  readonly targetPrice: number | undefined
  readonly maxHoldMs: number
  readonly leverage: number
  readonly confidence: number
  readonly sizing: 'risk' | 'share'
}

/** What risk rules may know of the account. Orders in flight count as if they had filled. */
export interface AccountView {
  /** Cash + margin + unrealised profit, in quote units. */
  readonly equity: number
  /** Cash that no order has reserved, in quote units. */
  readonly freeCash: number
  /** Open positions, less those that are being closed, plus entries on their way. */
  readonly positionCount: number
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
