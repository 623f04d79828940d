import { contractNotional, type RiskRule } from '../risk-rule.ts'

/** Share of the free cash that a new position may bind: the rest pays for fees and a price that moves before the fill. */
const USABLE_SHARE = 0.99

/** Margin and entry fee must fit into the free cash. `feeRate` is a ratio: 0.0006. */
export function freeMargin(feeRate: number): RiskRule {
  return {
    name: 'free_margin',
    largest(entry, account) {
      const costPerContract = contractNotional(entry) * (1 / entry.leverage + feeRate)
      return Math.max(0, (account.freeCash * USABLE_SHARE) / costPerContract)
    },
    explain: (entry, account) => `free cash is ${account.freeCash.toFixed(2)} at leverage ${entry.leverage}`,
  }
}
