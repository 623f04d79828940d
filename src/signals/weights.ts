import type { TrackRecord } from './track-record.ts'

/** How strategies share the say, or the capital. */
export const WEIGHTINGS = ['equal', 'inverse-volatility', 'performance'] as const

export type Weighting = (typeof WEIGHTINGS)[number]

/** A strategy that has only lost keeps this share of an equal one, so that it can show that it has changed. */
const LEAST = 0.1

/**
 * The share of each strategy, summing to 1. `equal`: all alike. `inverse-volatility`: by 1 / spread of its results, so that each adds the
 * same risk. `performance`: by its mean result over its spread where that is above 0, and a tenth of an equal share at least.
 */
export function weightsOf(weighting: Weighting, records: readonly TrackRecord[]): number[] {
  const raw = records.map((record) => rawWeight(weighting, record))
  const total = raw.reduce((sum, weight) => sum + weight, 0)
  return raw.map((weight) => weight / total)
}

function rawWeight(weighting: Weighting, { mean, spread }: TrackRecord): number {
  switch (weighting) {
    case 'equal':
      return 1
    case 'inverse-volatility':
      return 1 / spread
    case 'performance':
      return LEAST + Math.max(0, mean / spread)
  }
}
