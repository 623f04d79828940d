import type { RiskRule } from '../risk-rule.ts'

/** At most `count` positions at a time, entries on their way included. */
export function maxPositions(count: number): RiskRule {
  return {
    name: 'max_positions',
    largest: (entry, account) =>
      entry.heldQuantity > 0 || account.positionCount < count ? Number.POSITIVE_INFINITY : 0,
    explain: (_entry, account) => `${account.positionCount} of ${count} positions are taken`,
  }
}
