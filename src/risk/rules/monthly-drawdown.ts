import { type LossBudget, lossBudget } from '../loss-budget.ts'
import type { RiskRule } from '../risk-rule.ts'

/** Most that may be lost in a month, in percent of the equity at its beginning. */
export function monthlyDrawdown(budget: LossBudget): RiskRule {
  return lossBudget(
    'monthly_drawdown',
    { words: 'the month began with', of: ({ past }) => past.monthStartEquity },
    budget,
  )
}
