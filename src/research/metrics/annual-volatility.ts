import { sampleDeviation } from './moments.ts'
import type { Returns } from './returns.ts'

/** Standard deviation of the returns (n - 1) times the root of the periods in a year. Source: empyrical `annual_volatility`. */
export function annualVolatility(returns: Returns, periodsPerYear: number): number {
  return sampleDeviation(returns) * Math.sqrt(periodsPerYear)
}
