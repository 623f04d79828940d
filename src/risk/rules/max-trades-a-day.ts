import type { RiskRule } from '../risk-rule.ts'

/** At most `most` entries in a risk day. */
export function maxTradesADay(most: number): RiskRule {
  return {
    name: 'max_trades_a_day',
    largest: (_entry, { past }) => (past.entriesToday < most ? Number.POSITIVE_INFINITY : 0),
    explain: (_entry, { past }) => `${past.entriesToday} of ${most} entries of the day are made`,
  }
}
