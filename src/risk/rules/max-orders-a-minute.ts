import type { RiskRule } from '../risk-rule.ts'

const MINUTE_MS = 60_000

/** No entry when `most` orders, exits and stops included, went out in the last minute. Exits are never held back. */
export function maxOrdersAMinute(most: number): RiskRule {
  return {
    name: 'max_orders_a_minute',
    largest: ({ at }, { past }) => (past.ordersSince(at - MINUTE_MS + 1) < most ? Number.POSITIVE_INFINITY : 0),
    explain: ({ at }, { past }) =>
      `${past.ordersSince(at - MINUTE_MS + 1)} orders went out in the last minute, ${most} may`,
  }
}
