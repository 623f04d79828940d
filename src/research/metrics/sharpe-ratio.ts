import { mean, sampleDeviation } from './moments.ts'
import { excessReturns, type Returns } from './returns.ts'

export interface SharpeOptions {
  readonly periodsPerYear: number
  /** Return of a riskless investment per period, or one value per period. */
  readonly riskFree?: number | Returns
}

/**
 * Mean of the returns above the riskless one over their standard deviation (n - 1), times the root of the periods in a year.
 * Source: empyrical `sharpe_ratio`. NaN of fewer than two returns; infinite when gains never vary.
 */
export function sharpeRatio(returns: Returns, { periodsPerYear, riskFree = 0 }: SharpeOptions): number {
  if (returns.length < 2) return Number.NaN
  const excess = excessReturns(returns, riskFree)
  return (mean(excess) / sampleDeviation(excess)) * Math.sqrt(periodsPerYear)
}

/** Mean of the returns above a benchmark's over their standard deviation, not annualised (information ratio; empyrical `excess_sharpe`). */
export function excessSharpe(returns: Returns, benchmark: number | Returns): number {
  return sharpeRatio(returns, { periodsPerYear: 1, riskFree: benchmark })
}
