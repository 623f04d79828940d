import { type PositionSide, signOf } from '../core/order.ts'

/** A stop that follows the price: at a distance from the best one, or along lines of the market, whichever is nearer. */
export interface Trailing {
  /** Distance from the best price, in percent of that. */
  readonly pct?: number
  /** It begins to follow once the profit has been so much, in percent; at once when absent. */
  readonly fromPct?: number
  /** Least way that the stop moves, in percent of its price: an order at a venue is not replaced for every tick. */
  readonly stepPct: number
}

/** Where a stop is that follows `bestPrice` at a distance; NaN without one. */
export function trailedStop({ pct = Number.NaN }: Trailing, side: PositionSide, bestPrice: number): number {
  return bestPrice * (1 - (signOf(side) * pct) / 100)
}

/** The price from which on a stop at `stopPrice` is replaced by a nearer one. */
export function steppedStop({ stepPct }: Trailing, side: PositionSide, stopPrice: number): number {
  return stopPrice * (1 + (signOf(side) * stepPct) / 100)
}
