import type { LeverageTier } from '../core/instrument.ts'
import type { Position } from '../engine/position.ts'

/** Maintenance margin of a position worth `notional`: what must stay covered, in quote units. */
export function maintenanceMargin(notional: number, tiers: readonly LeverageTier[]): number {
  const tier = tiers.find(({ maxNotional }) => notional <= maxNotional) ?? tiers.at(-1)
  return tier === undefined ? 0 : Math.max(0, notional * tier.maintenanceMarginRate - tier.maintenanceAmount)
}

/**
 * The price at which margin + unrealised profit is down to the maintenance margin; NaN when there is none (a spot market).
 * With cost basis c, quantity q, margin m, rate r and constant a of the tier that holds the position's value at that price:
 * long p = (c - m - a) / (q (1 - r)), short p = (c + m + a) / (q (1 + r)).
 */
export function liquidationPrice(position: Position, tiers: readonly LeverageTier[]): number {
  const contracts = position.quantity * position.contractSize
  let price = Number.NaN
  for (const tier of tiers) {
    const { maintenanceMarginRate: rate, maintenanceAmount: amount, maxNotional } = tier
    price = (position.cost - position.sign * (position.margin + amount)) / (contracts * (1 - position.sign * rate))
    // Margin and requirement cross once, so the first tier that holds the value is the one; above the last it goes on.
    if (price * contracts <= maxNotional) break
  }
  return price > 0 ? price : Number.NaN
}

/** The price at which the margin is gone: a liquidated position is taken over there, so that its margin is all that it costs. */
export function bankruptcyPrice(position: Position): number {
  return (position.cost - position.sign * position.margin) / (position.quantity * position.contractSize)
}
