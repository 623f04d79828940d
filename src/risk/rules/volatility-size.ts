import { partOf, type RiskRule } from '../risk-rule.ts'

/** A move of `times` average true ranges costs at most `riskPct` percent of the equity. Without a known range no entry is made. */
export function volatilitySize({ riskPct, times }: { readonly riskPct: number; readonly times: number }): RiskRule {
  return {
    name: 'volatility_size',
    reads: 'atr',
    largest(entry, { equity }) {
      const lossPerContract = entry.instrument.contractSize * times * entry.atr
      return lossPerContract > 0 ? Math.max(0, partOf(entry, (equity * riskPct) / 100 / lossPerContract)) : 0
    },
    explain: ({ atr }, { equity }) =>
      Number.isNaN(atr)
        ? 'the average true range is not known yet'
        : `a move of ${times} average true ranges of ${atr} may cost ${riskPct} % of equity ${equity.toFixed(2)}`,
  }
}
