import { type Returns, totalReturn } from './returns.ts'

/**
 * Compound annual growth rate: the constant yearly return with the same end, where a year is `periodsPerYear` returns.
 * Source: empyrical `annual_return` and `cagr`. NaN of an empty series, -1 when nothing is left.
 */
export function annualReturn(returns: Returns, periodsPerYear: number): number {
  if (returns.length === 0) return Number.NaN
  return annualise(1 + totalReturn(returns), returns.length / periodsPerYear)
}

/** The yearly growth rate of money that became `growth` times itself in so many years. */
export function annualise(growth: number, years: number): number {
  return growth > 0 ? growth ** (1 / years) - 1 : -1
}
