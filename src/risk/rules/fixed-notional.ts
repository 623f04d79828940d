import { contractNotional, partOf, type RiskRule } from '../risk-rule.ts'

/** A position of at most `notional` quote units. */
export function fixedNotional(notional: number): RiskRule {
  return {
    name: 'fixed_notional',
    largest: (entry) => partOf(entry, notional / contractNotional(entry)),
    explain: (entry) => `a position may be worth ${notional}, one contract is worth ${contractNotional(entry)}`,
  }
}
