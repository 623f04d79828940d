import type { PlimsollError } from '../core/errors.ts'
import type { Fill, OrderRequest } from '../core/order.ts'
import type { Signal } from '../core/signal.ts'
import type { Stage } from '../core/stage.ts'
import type { Trade } from '../core/trade.ts'
import type { StateChange } from '../risk/breakers.ts'
import type { Refusal } from '../risk/size-entry.ts'
import type { Order } from './order.ts'
import type { Position } from './position.ts'

/** Where orders go. Answers come back through `VenueReports`, at once or much later. */
export interface Venue {
  /** Sends an order under the id that the engine gave it. `now` is the engine's time. */
  submit(id: number, request: OrderRequest, now: number): void
  cancel(id: number, market: number, now: number): void
}

/** What a venue reports. The engine is the listener. */
export interface VenueReports {
  onAccepted(id: number): void
  onRefused(id: number, rule: string, reason: string): void
  onFilled(id: number, fill: Fill): void
  onCancelled(id: number, reason: string): void
  /** The answer did not come: the order may live. */
  onTimedOut(id: number): void
  /** Funding received (positive) or paid for the position of `market`, in quote units. */
  onFunding(market: number, amount: number): void
  /** The venue closed the position by force. */
  onLiquidated(market: number, fill: Fill): void
}

/** A signal or an order that came to nothing, and the stage that it did not reach. */
export interface Refused extends Refusal {
  readonly stage: Stage
  readonly market: number
  readonly symbol: string
  /** Index of the strategy in the run. */
  readonly strategy: number
}

/** Who watches what the engine does: the books of a run, a screen, later the journal. Called in the order of events. */
export interface EngineObserver {
  onSignal(slot: number, signal: Signal, at: number): void
  /** A strategy broke its contract and is not asked again for its market; what it holds stays under its stops. */
  onStopped(slot: number, error: PlimsollError, at: number): void
  /** A signal or an order came to nothing. */
  onRefusal(refused: Refused, at: number): void
  onOrder(order: Order, at: number): void
  /** The venue answered, or the order is called back, and its status is another; fills are told by `onFill` alone. */
  onOrderChanged?(order: Order, reason: string, at: number): void
  onFill(order: Order, fill: Fill): void
  /** Funding received (positive) or paid for a position, in quote units. */
  onFunding?(position: Position, amount: number, at: number): void
  /** The venue closes a position by force; its books have not changed yet. */
  onLiquidated?(position: Position, fill: Fill): void
  onTrade(trade: Trade): void
  /** What the account may do has changed. */
  onState(change: StateChange): void
}
