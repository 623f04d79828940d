import { contractNotional, partOf, type RiskRule } from '../risk-rule.ts'

export interface ConfidenceSize {
  /** Smallest and largest share of the equity that is put up as margin, in percent. */
  readonly minPct: number
  readonly maxPct: number
  /** Confidence, 0 to 1, that an entry must be above. */
  readonly from: number
}

/**
 * The surer an entry, the larger: margin = equity x maxPct x (confidence - from) / (1 - from), at least `minPct`. An entry that is just at
 * `from` is worth nothing by that formula, and none is made: it is not lifted to the smallest size.
 */
export function confidenceSize({ minPct, maxPct, from }: ConfidenceSize): RiskRule {
  const pctOf = (confidence: number) =>
    confidence > from ? Math.min(maxPct, Math.max(minPct, (maxPct * (confidence - from)) / (1 - from))) : 0
  return {
    name: 'confidence_size',
    largest(entry, { equity }) {
      const margin = (equity * pctOf(entry.confidence)) / 100
      return Math.max(0, partOf(entry, (margin * entry.leverage) / contractNotional(entry)))
    },
    explain: ({ confidence }, { equity }) =>
      `confidence ${confidence} may bind ${pctOf(confidence).toFixed(2)} % of equity ${equity.toFixed(2)} (none up to ${from})`,
  }
}
