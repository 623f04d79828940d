import { contractNotional, type ProposedEntry, type RiskRule } from '../risk-rule.ts'

/** The venue's tiers: the larger the position, the less leverage it may have. A spot market takes no leverage and no shorts. */
export const venueLeverage: RiskRule = {
  name: 'venue_leverage',
  largest(entry) {
    if (entry.instrument.kind === 'spot')
      return entry.side === 'long' && entry.leverage === 1 ? Number.POSITIVE_INFINITY : 0
    return largestNotional(entry) / contractNotional(entry) - entry.heldQuantity
  },
  explain(entry) {
    const { symbol, kind } = entry.instrument
    if (kind === 'spot')
      return `${symbol} is a spot market: no ${entry.side === 'short' ? 'short positions' : 'leverage'}`
    return `${symbol} allows leverage ${entry.leverage} up to a notional of ${largestNotional(entry)}`
  },
}

function largestNotional(entry: ProposedEntry): number {
  let notional = 0
  for (const tier of entry.instrument.tiers) {
    if (tier.maxLeverage >= entry.leverage) notional = tier.maxNotional
  }
  return notional
}
