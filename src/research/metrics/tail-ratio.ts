import { quantile } from './quantile.ts'
import type { Returns } from './returns.ts'

/** Size of the 95th percentile of the returns over that of the 5th. Source: empyrical `tail_ratio`. */
export function tailRatio(returns: Returns): number {
  return Math.abs(quantile(returns, 0.95)) / Math.abs(quantile(returns, 0.05))
}
