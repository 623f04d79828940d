import { contractNotional, partOf, type RiskRule } from '../risk-rule.ts'

/** A notional of at most equity x leverage / `markets`: what a baseline holds of each market. Applies to entries sized by share. */
export function capitalShare(markets: number): RiskRule {
  return {
    name: 'capital_share',
    largest(entry, account) {
      if (entry.sizing === 'risk') return Number.POSITIVE_INFINITY
      return partOf(entry, (account.equity * entry.leverage) / markets / contractNotional(entry))
    },
    explain(_entry, account) {
      return `each of ${markets} markets gets an equal share of equity ${account.equity.toFixed(2)}`
    },
  }
}
