import { excessReturns, type Returns } from './returns.ts'

export interface OmegaOptions {
  readonly periodsPerYear: number
  /** Return of a riskless investment per period, or one value per period. */
  readonly riskFree?: number | Returns
  /** The return per year that is asked for. */
  readonly requiredReturn?: number
}

/**
 * Sum of what the returns exceed the threshold by over the sum of what they fall short of it by.
 * Source: empyrical `omega_ratio`. NaN of fewer than two returns, or when none falls short.
 */
export function omegaRatio(returns: Returns, options: OmegaOptions): number {
  const { periodsPerYear, riskFree = 0, requiredReturn = 0 } = options
  if (returns.length < 2 || requiredReturn <= -1) return Number.NaN
  const threshold = (1 + requiredReturn) ** (1 / periodsPerYear) - 1
  let gains = 0
  let losses = 0
  for (const value of excessReturns(returns, riskFree)) {
    const excess = value - threshold
    if (excess > 0) gains += excess
    else if (excess < 0) losses -= excess
  }
  return losses > 0 ? gains / losses : Number.NaN
}
