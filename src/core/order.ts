import type { ExitReason } from './exit-reason.ts'

export type PositionSide = 'long' | 'short'
export type OrderSide = 'buy' | 'sell'

export type OrderType =
  | 'market'
  | 'limit'
  | 'stop-market' // becomes a market order when the price trades at or through the trigger, against the position
  | 'stop-limit' // becomes a limit order there
  | 'take-profit' // becomes a market order when the price trades at or through the trigger, in favour of the position
  | 'trailing-stop' // a stop-market whose trigger follows the best price at a distance

/** `post-only` is good till cancelled and refused when it would take liquidity. */
export type TimeInForce = 'gtc' | 'ioc' | 'post-only'

/** What an order is for: it decides what a fill means to the books and which reason a closed trade carries. */
export type OrderPurpose =
  | { readonly type: 'entry'; readonly strategy: number; readonly entry: EntryPlan }
  | { readonly type: 'exit'; readonly reason: ExitReason }

/** What was decided about a position before its first order went out. */
export interface EntryPlan {
  readonly confidence: number
  readonly reason: string
  readonly stopPrice: number
  readonly targetPrice: number | null
  /** Latest time to hold the position, in milliseconds from its first fill; Infinity for no limit. */
  readonly maxHoldMs: number
  readonly leverage: number
}

/** What is asked of a venue. Quantities are unsigned, the direction is in `side`. */
export interface OrderRequest {
  /** Index of the market in the run. */
  readonly market: number
  readonly side: OrderSide
  readonly type: OrderType
  readonly quantity: number
  /** Price of `limit` and `stop-limit` orders; NaN for the others. */
  readonly limitPrice: number
  /** Trigger of stop, take-profit and trailing orders; NaN for the others. */
  readonly triggerPrice: number
  /** Distance of a trailing stop from the best price, in percent of it; NaN for the others. */
  readonly trailingPct: number
  readonly timeInForce: TimeInForce
  /** May only make a position smaller; what is left over when it is flat is cancelled. */
  readonly reduceOnly: boolean
  readonly leverage: number
  readonly purpose: OrderPurpose
}
