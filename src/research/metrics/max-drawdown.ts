import type { Returns } from './returns.ts'

/**
 * The deepest fall of the compounded value from its highest point so far, the start included: -0.25 is a quarter lost.
 * Source: empyrical `max_drawdown`. NaN of an empty series.
 */
export function maxDrawdown(returns: Returns): number {
  if (returns.length === 0) return Number.NaN
  let value = 1
  let peak = 1
  let deepest = 0
  for (let i = 0; i < returns.length; i++) {
    const change = returns[i] as number
    if (!Number.isNaN(change)) value *= 1 + change
    peak = Math.max(peak, value)
    deepest = Math.min(deepest, value / peak - 1)
  }
  return deepest
}
