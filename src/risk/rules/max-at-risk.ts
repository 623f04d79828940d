import { lossPerContract, type RiskRule } from '../risk-rule.ts'

/** What all positions lose when every stop is hit, with what is on its way, is at most `maxPct` percent of the equity. */
export function maxAtRisk(maxPct: number): RiskRule {
  return {
    name: 'max_at_risk',
    largest: (entry, { equity, atRisk }) => Math.max(0, (equity * maxPct) / 100 - atRisk) / lossPerContract(entry),
    explain: (_entry, { equity, atRisk }) =>
      `${atRisk.toFixed(2)} is at risk of the ${maxPct} % of equity ${equity.toFixed(2)} that may be`,
  }
}
