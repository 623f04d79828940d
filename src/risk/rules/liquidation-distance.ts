import { signOf } from '../../core/order.ts'
import { contractNotional, type ProposedEntry, type RiskRule, reaches, readable } from '../risk-rule.ts'

/**
 * The liquidation price is at least `leastTimes` as far from the entry as the stop: at 2 the stop lies half of the way to it. Larger
 * positions of a perpetual are liquidated earlier, so a smaller one may be allowed where a larger one is not.
 */
export function liquidationDistance(leastTimes: number): RiskRule {
  return {
    name: 'liquidation_distance',
    largest(entry) {
      if (entry.instrument.kind === 'spot') return Number.POSITIVE_INFINITY
      const from = worstEntryPrice(entry)
      const needed = leastTimes * Math.abs(from - entry.stopPrice)
      let notional = 0
      for (const tier of entry.instrument.tiers)
        if (reaches(distanceFrom(from, entry, tier.maintenanceMarginRate), needed)) notional = tier.maxNotional
      return Math.max(0, notional / contractNotional(entry) - entry.heldQuantity)
    },
    explain(entry) {
      const rate = entry.instrument.tiers[0]?.maintenanceMarginRate ?? 0
      const from = worstEntryPrice(entry)
      const away = readable(Math.abs(from - entry.stopPrice))
      return `the stop is ${away} away and a liquidation ${distanceFrom(from, entry, rate).toFixed(2)} at leverage ${entry.leverage}: it must be ${leastTimes} times as far`
    },
  }
}

/**
 * The entry price that brings the liquidation nearest to the stop: of an entry that adds, the mean of both lies between its own price and
 * that of what is held.
 */
function worstEntryPrice({ side, price, heldPrice, heldQuantity }: ProposedEntry): number {
  if (!(heldQuantity > 0)) return price
  return side === 'long' ? Math.max(price, heldPrice) : Math.min(price, heldPrice)
}

/**
 * How far the liquidation price of a position of isolated margin is from its entry: with the maintenance rate r of its tier
 * entry x (1 - (1 - 1/leverage) / (1 - r)) for a long, entry x ((1 + 1/leverage) / (1 + r) - 1) for a short. The constant of a tier only
 * moves it further away.
 */
function distanceFrom(price: number, { side, leverage }: ProposedEntry, rate: number): number {
  const sign = signOf(side)
  return price * sign * (1 - (1 - sign / leverage) / (1 - sign * rate))
}
