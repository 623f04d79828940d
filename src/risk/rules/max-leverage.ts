import type { RiskRule } from '../risk-rule.ts'

/** No entry with more than `most` times leverage. */
export function maxLeverage(most: number): RiskRule {
  return {
    name: 'max_leverage',
    largest: ({ leverage }) => (leverage <= most ? Number.POSITIVE_INFINITY : 0),
    explain: ({ leverage }) => `leverage ${leverage} is above ${most}`,
  }
}
