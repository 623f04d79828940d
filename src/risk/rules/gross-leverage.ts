import { type RiskRule, roomFor } from '../risk-rule.ts'

/** Long and short positions together, with what is on its way, are worth at most `most` times the equity. */
export function grossLeverage(most: number): RiskRule {
  return {
    name: 'gross_leverage',
    largest: (entry, { equity, grossNotional }) => roomFor(entry, equity * most, grossNotional),
    explain: (_entry, { equity, grossNotional }) =>
      `${grossNotional.toFixed(2)} is open, ${(grossNotional / equity).toFixed(2)} of the ${most} times equity ${equity.toFixed(2)} that may be`,
  }
}
