import { annualReturn } from './annual-return.ts'
import { maxDrawdown } from './max-drawdown.ts'
import type { Returns } from './returns.ts'

/** Annual return over the size of the maximum drawdown. Source: empyrical `calmar_ratio`. NaN without a drawdown. */
export function calmarRatio(returns: Returns, periodsPerYear: number): number {
  const deepest = maxDrawdown(returns)
  return deepest < 0 ? annualReturn(returns, periodsPerYear) / -deepest : Number.NaN
}
