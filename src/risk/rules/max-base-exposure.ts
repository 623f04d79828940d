import { type RiskRule, roomFor } from '../risk-rule.ts'

/** Concentration: what is held of one coin, on whichever of its markets, is worth at most `maxPct` percent of the equity. */
export function maxBaseExposure(maxPct: number): RiskRule {
  return {
    name: 'max_base_exposure',
    largest: (entry, { equity, baseNotional }) => roomFor(entry, (equity * maxPct) / 100, baseNotional),
    explain: ({ instrument }, { equity, baseNotional }) =>
      `${instrument.base} holds ${baseNotional.toFixed(2)} on all markets of the ${maxPct} % of equity ${equity.toFixed(2)} that it may`,
  }
}
