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

/** Most targets that a position can have. */
export const MOST_TARGETS = 3

/** A level at which a part of a position is taken off with profit: a price, a distance from the entry, or a multiple of the risk. */
export type Target = {
  /** Share of what was entered that is closed there, above 0 to 1. What the last target leaves over stays until the stop. */
  readonly share: number
} & (
  | { readonly price: number }
  /** Distance from the entry price, in percent of it. */
  | { readonly pct: number }
  /** Multiples of the distance between entry and stop: 2 is 2R. */
  | { readonly r: number }
)

/** The share of a signal that came from one strategy; the shares of a signal sum to 1. */
export interface Contribution {
  readonly strategy: string
  readonly share: number
}

/** What was decided about a position before an order for it went out. Levels are prices, or distances from the entry price in percent. */
export interface EntryPlan {
  readonly strategy: number
  readonly confidence: number
  readonly reason: string
  readonly leverage: number
  /** NaN when `stopPct` counts. */
  readonly stopPrice: number
  readonly stopPct: number
  /** Nearest first; none when it is empty. */
  readonly targets: readonly Target[]
  /** Whether it enlarges a position that is open. */
  readonly adds: boolean
  /** Longest time to hold the position, in milliseconds from its first fill; Infinity for no limit. */
  readonly maxHoldMs: number
  /** The position is closed when one of these conditions is met. */
  readonly invalidWhen: readonly string[]
  /** Which strategies it came from, when it was fused from several. */
  readonly contributions: readonly Contribution[] | undefined
}

/** What an order is for: it decides what a fill means to the books, and the reason that a closed trade carries. */
export type OrderPurpose =
  | { readonly type: 'entry'; readonly plan: EntryPlan }
  /** `target` is the index of the target that it takes, -1 for none. */
  | { readonly type: 'exit'; readonly reason: ExitReason; readonly target: number }

/** What is asked of a venue. Quantities are unsigned, the direction is in `side`. A price that an order has no use for is NaN. */
export interface OrderRequest {
  /** Index of the market in the run. */
  readonly market: number
  /** Index of the strategy that it is for. */
  readonly strategy: number
  readonly side: OrderSide
  readonly type: OrderType
  /** In contracts (base units on a spot market), on the instrument's lot grid. */
  readonly quantity: number
  /** Price of `limit` and `stop-limit` orders. */
  readonly limitPrice: number
  /** Trigger of `stop-market`, `stop-limit` and `take-profit` orders. */
  readonly triggerPrice: number
  /** Distance of a `trailing-stop` from the best price since it rests, in percent of that price. */
  readonly trailingPct: number
  readonly timeInForce: TimeInForce
  /** May only make a position smaller; what is left over when it is flat is cancelled. */
  readonly reduceOnly: boolean
  readonly leverage: number
  readonly purpose: OrderPurpose
}

/** What a venue did for an order at one price. */
export interface Fill {
  /** In contracts. */
  readonly quantity: number
  readonly price: number
  /** In quote units; negative for a rebate. */
  readonly fee: number
  /** What the price cost against the price that the order referred to, in quote units. */
  readonly slippage: number
  readonly liquidity: 'maker' | 'taker'
  /** In a simulation the open time of the bar in which it happened. */
  readonly at: number
}

/** +1 for long and buy, -1 for short and sell: the sign of what they do to a position. */
export function signOf(side: PositionSide | OrderSide): 1 | -1 {
  return side === 'long' || side === 'buy' ? 1 : -1
}

/** Whether an order is filled: all of it but what roundings may have left. Engine and venue must agree about it. */
export function isWhollyFilled(filledQuantity: number, quantity: number): boolean {
  return filledQuantity >= quantity * (1 - 1e-12)
}
