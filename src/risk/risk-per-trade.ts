import type { RiskRule } from './risk-rule.ts'

/**
 * Size = equity x risk % / |entry - stop|: when the stop is hit, the loss before costs is `riskPct` of the equity.
 * Entries that are sized by share of the capital are left to `capitalShare`.
 */
export function riskPerTrade(riskPct: number): RiskRule {
  return {
    name: 'risk_per_trade',
    largest(entry, account) {
      if (entry.sizing === 'share') return Number.POSITIVE_INFINITY
      const lossPerContract = entry.instrument.contractSize * Math.abs(entry.price - entry.stopPrice)
      return (account.equity * riskPct) / 100 / lossPerContract
    },
    explain(entry, account) {
      const riskable = (account.equity * riskPct) / 100
      return `${riskPct} % of equity ${account.equity.toFixed(2)} is ${riskable.toFixed(2)} with the stop ${Math.abs(entry.price - entry.stopPrice)} away from ${entry.price}`
    },
  }
}
