import type { RiskRule } from '../risk-rule.ts'

/** No entry that is less sure than `least`, 0 to 1. */
export function minConfidence(least: number): RiskRule {
  return {
    name: 'min_confidence',
    largest: ({ confidence }) => (confidence >= least ? Number.POSITIVE_INFINITY : 0),
    explain: ({ confidence }) => `confidence ${confidence} is below ${least}`,
  }
}
