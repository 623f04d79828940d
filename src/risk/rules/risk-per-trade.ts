import { type ProposedEntry, type RiskRule, readable } from '../risk-rule.ts'

/**
 * Size = equity x risk % / |entry - stop|: when the stop is hit, the loss before costs is `riskPct` of the equity. An entry that adds to
 * a position shares this with what is held: the loss of all of it at the new stop counts.
 * @param boundsShares whether entries that are sized by share of the capital are bound as well; without it they are left to `capitalShare`
 */
export function riskPerTrade(riskPct: number, { boundsShares = false } = {}): RiskRule {
  return {
    name: 'risk_per_trade',
    largest(entry, account) {
      if (entry.sizing === 'share' && !boundsShares) return Number.POSITIVE_INFINITY
      const budget = (account.equity * riskPct) / 100
      const lossPerContract = entry.instrument.contractSize * Math.abs(entry.price - entry.stopPrice)
      return Math.min((entry.sizeShare * budget) / lossPerContract, (budget - heldLoss(entry)) / lossPerContract)
    },
    explain(entry, account) {
      const riskable = (account.equity * riskPct) / 100
      const held = entry.heldQuantity > 0 ? `, of which what is held may lose ${heldLoss(entry).toFixed(2)},` : ''
      return `${riskPct} % of equity ${account.equity.toFixed(2)} is ${riskable.toFixed(2)}${held} with the stop ${readable(Math.abs(entry.price - entry.stopPrice))} away from ${entry.price}`
    },
  }
}

/** What the contracts that are held lose at the stop of the entry; a profit does not make room for more. */
function heldLoss({ side, heldQuantity, heldPrice, stopPrice, instrument }: ProposedEntry): number {
  const perContract = instrument.contractSize * (side === 'long' ? heldPrice - stopPrice : stopPrice - heldPrice)
  return heldQuantity * Math.max(0, perContract)
}
