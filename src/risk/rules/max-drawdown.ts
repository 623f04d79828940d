import { type LossBudget, lossBudget } from '../loss-budget.ts'
import type { RiskRule } from '../risk-rule.ts'

/** Most that may be lost from the highest equity so far, in percent of it. */
export function maxDrawdown(budget: LossBudget): RiskRule {
  return lossBudget('max_drawdown', { words: 'the peak was', of: ({ past }) => past.peakEquity }, budget)
}
