import { type LossBudget, lossBudget } from '../loss-budget.ts'
import type { RiskRule } from '../risk-rule.ts'

/** Most that may be lost in a risk day, in percent of the equity at its beginning. */
export function dailyLoss(budget: LossBudget): RiskRule {
  return lossBudget('daily_loss', { words: 'the day began with', of: ({ past }) => past.dayStartEquity }, budget)
}
