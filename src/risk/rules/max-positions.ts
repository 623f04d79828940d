import type { AccountView, RiskRule } from '../risk-rule.ts'

/** At most `count` positions at a time, entries on their way included, and those that are being closed until they are. */
export function maxPositions(count: number): RiskRule {
  return countRule(count, ({ positionCount }) => positionCount)
}

/**
 * The same where an exit that is on its way is as good as done, so that one position can be exchanged for another at the same price. For a
 * moment there may be more than `count`.
 */
export function maxPositionsAfterExits(count: number): RiskRule {
  return countRule(count, ({ positionCount, closingCount }) => positionCount - closingCount)
}

function countRule(count: number, countOf: (account: AccountView) => number): RiskRule {
  return {
    name: 'max_positions',
    largest: (entry, account) => (entry.heldQuantity > 0 || countOf(account) < count ? Number.POSITIVE_INFINITY : 0),
    explain: (_entry, account) => `${countOf(account)} of ${count} positions are taken`,
  }
}
