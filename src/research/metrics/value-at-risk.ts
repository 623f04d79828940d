import { mean } from './moments.ts'
import { quantile } from './quantile.ts'
import { knownReturns, type Returns } from './returns.ts'

/** The return that the worst share `alpha` of all periods stays below (0.05: one in twenty). Source: empyrical `value_at_risk`. */
export function valueAtRisk(returns: Returns, alpha = 0.05): number {
  return quantile(returns, alpha)
}

/** Mean of the worst returns: those up to position floor((n - 1) alpha) in ascending order. Source: empyrical `conditional_value_at_risk`. */
export function conditionalValueAtRisk(returns: Returns, alpha = 0.05): number {
  const sorted = knownReturns(returns).sort()
  return mean(sorted.subarray(0, Math.floor((sorted.length - 1) * alpha) + 1))
}
