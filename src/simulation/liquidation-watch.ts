import type { LeverageTier } from '../core/instrument.ts'
import type { Position } from '../engine/position.ts'
import type { BarPrices } from './fill-price.ts'
import { liquidationPrice } from './liquidation.ts'

/** The price at which the position of one market is liquidated, kept up to date by whoever changes the position. */
export class LiquidationWatch {
  readonly #tiers: readonly LeverageTier[]
  #sign: 0 | 1 | -1 = 0
  /** NaN when there is none: no position, or one that cannot be liquidated. */
  price = Number.NaN

  constructor(tiers: readonly LeverageTier[]) {
    this.#tiers = tiers
  }

  /** A fill or a payment has changed the position. */
  update(position: Position | undefined): void {
    this.#sign = position?.sign ?? 0
    this.price = position === undefined ? Number.NaN : liquidationPrice(position, this.#tiers)
  }

  isReachedBy(price: number): boolean {
    return this.#sign > 0 ? price <= this.price : price >= this.price
  }

  /** True when the bar reaches the liquidation price before a stop at `level` (NaN: no stop is reached). */
  isReachedBefore(level: number, bar: BarPrices): boolean {
    if (!this.isReachedBy(this.#sign > 0 ? bar.low : bar.high)) return false
    return Number.isNaN(level) || this.#sign * (this.price - level) > 0
  }

  /** A bar whose low stays above this does not liquidate. */
  get lowTrigger(): number {
    return this.#sign > 0 && this.price > 0 ? this.price : Number.NEGATIVE_INFINITY
  }

  /** A bar whose high stays below this does not liquidate. */
  get highTrigger(): number {
    return this.#sign < 0 && this.price > 0 ? this.price : Number.POSITIVE_INFINITY
  }
}
