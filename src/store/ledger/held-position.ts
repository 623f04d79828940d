import type { Decimal } from 'decimal.js'
import type { PositionSide } from '../../core/order.ts'
import { ZERO } from './amount.ts'

/** A position as the ledger knows it: exact, and never changed but replaced by the next. It is kept when it is flat. */
export interface HeldPosition {
  readonly side: PositionSide
  /** In contracts, and base units in one of them. Flat: what rounding has left, which may be below 0. */
  readonly quantity: Decimal
  readonly contractSize: Decimal
  /** All contracts that were ever entered in its market. */
  readonly entered: Decimal
  /** Value of what is held at its entry prices, in quote units. */
  readonly cost: Decimal
  /** What of the margin the entries have locked, with the funding since; zero on a spot market. */
  readonly margin: Decimal
}

/** Where quantities are on no grid, the engine's doubles and the ledger's decimals differ by less than this share of what was entered. */
const ROUNDING = 1e-14

/** Whether `quantity` of a position is no more than rounding. */
export function isRounding(quantity: Decimal, { entered }: Pick<HeldPosition, 'entered'>): boolean {
  return quantity.abs().lte(entered.times(ROUNDING))
}

/** Whether nothing is held but for rounding. */
export function isFlat(held: HeldPosition): boolean {
  return isRounding(held.quantity, held)
}

/** The position of a market that was never entered. */
export const NEVER_ENTERED: HeldPosition = {
  side: 'long',
  quantity: ZERO,
  contractSize: ZERO,
  entered: ZERO,
  cost: ZERO,
  margin: ZERO,
}
