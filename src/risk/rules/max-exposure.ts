import { contractNotional, type RiskRule } from '../risk-rule.ts'

/** All positions together, long and short alike and with what is on its way, are worth at most `maxPct` percent of the equity. */
export function maxExposure(maxPct: number): RiskRule {
  return {
    name: 'max_exposure',
    largest(entry, account) {
      const room = (account.equity * maxPct) / 100 - account.grossNotional
      return Math.max(0, room / contractNotional(entry))
    },
    explain: (_entry, { equity, grossNotional }) =>
      `${grossNotional.toFixed(2)} is open of the ${maxPct} % of equity ${equity.toFixed(2)} that may be`,
  }
}
