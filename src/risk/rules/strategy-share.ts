import { contractNotional, type RiskRule } from '../risk-rule.ts'

/** What a strategy holds, with what is on its way, is worth at most its share of equity x leverage. `shareOf` gives the shares, 0 to 1. */
export function strategyShare(shareOf: (strategy: number) => number): RiskRule {
  return {
    name: 'strategy_share',
    largest(entry, account) {
      const room = shareOf(entry.strategy) * account.equity * entry.leverage - account.strategyNotional
      return Math.max(0, room / contractNotional(entry))
    },
    explain: (entry, { equity, strategyNotional }) =>
      `the strategy holds ${strategyNotional.toFixed(2)}, its share is ${(100 * shareOf(entry.strategy)).toFixed(1)} % of equity ${equity.toFixed(2)} at leverage ${entry.leverage}`,
  }
}
