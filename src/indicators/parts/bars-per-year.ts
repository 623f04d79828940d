import type { Bars } from '../../market/bars.ts'

const YEAR_MS = 365 * 86_400_000

/** Bars of this length in a year of 365 days, for a market that never closes. */
export function barsPerYear({ timeframeMs }: Bars): number {
  return YEAR_MS / timeframeMs
}
