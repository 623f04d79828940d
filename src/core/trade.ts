import type { ExitReason } from './exit-reason.ts'
import type { Contribution, PositionSide } from './order.ts'

/** A closed round trip: from the fill that opened a position to the one that made it flat again. Amounts are in quote units. */
export interface Trade {
  readonly symbol: string
  readonly strategy: string
  readonly side: PositionSide
  /** Everything that was bought (long) or sold (short) to open, in contracts. */
  readonly quantity: number
  readonly leverage: number
  /** Open times in milliseconds, UTC. */
  readonly entryAt: number
  readonly exitAt: number
  /** Volume-weighted means of the fills. */
  readonly entryPrice: number
  readonly exitPrice: number
  /** The stop as it was first set. */
  readonly stopPrice: number
  /** The first one; null when there was none. */
  readonly targetPrice: number | null
  /** Price difference times quantity, before any cost but after slippage. */
  readonly grossPnl: number
  readonly fees: number
  /** What the fills cost against the prices that they referred to; already inside `grossPnl`. */
  readonly slippage: number
  /** Funding received (positive) or paid (negative). */
  readonly funding: number
  /** grossPnl - fees + funding: what the trade did to the account. */
  readonly pnl: number
  /** pnl over the notional at entry, in percent. */
  readonly returnPct: number
  /** Bars from entry to exit, both counted. */
  readonly barsHeld: number
  readonly entryReason: string
  readonly exitReason: ExitReason
  readonly confidence: number
  /** Orders that made it larger, and orders that made it smaller: more than one where it was scaled in or out. */
  readonly entries: number
  readonly exits: number
  /** Which strategies the entry was fused from, null when `strategy` decided alone. */
  readonly contributions: readonly Contribution[] | null
}
