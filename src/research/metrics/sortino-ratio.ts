import { mean } from './moments.ts'
import { excessReturns, type Returns } from './returns.ts'

export interface SortinoOptions {
  readonly periodsPerYear: number
  /** The return per period that is asked for, or one value per period. */
  readonly requiredReturn?: number | Returns
}

/**
 * Annual mean of the returns above the required one over the downside risk. Source: empyrical `sortino_ratio`.
 * NaN of fewer than two returns; infinite when no return falls short.
 */
export function sortinoRatio(returns: Returns, options: SortinoOptions): number {
  if (returns.length < 2) return Number.NaN
  const { periodsPerYear, requiredReturn = 0 } = options
  return (mean(excessReturns(returns, requiredReturn)) * periodsPerYear) / downsideRisk(returns, options)
}

/**
 * Root of the mean square of what falls short of the required return (all returns count in the mean), annualised.
 * Source: empyrical `downside_risk`. NaN of an empty series.
 */
export function downsideRisk(returns: Returns, { periodsPerYear, requiredReturn = 0 }: SortinoOptions): number {
  const squares = excessReturns(returns, requiredReturn).map((value) => Math.min(value, 0) ** 2)
  return Math.sqrt(mean(squares)) * Math.sqrt(periodsPerYear)
}
