import { lossPerContract, partOf, type RiskRule } from '../risk-rule.ts'

export interface ConfidenceRisk {
  /** Share of the equity that is lost at the stop by the least sure entry, and by one that is certain, in percent. */
  readonly minPct: number
  readonly maxPct: number
  /** Confidence, 0 to below 1, of the least sure entry; below it none is made. */
  readonly from: number
}

/** The surer an entry, the more it may lose at its stop: from `minPct` at the confidence `from` in a line to `maxPct` at 1. */
export function confidenceRisk({ minPct, maxPct, from }: ConfidenceRisk): RiskRule {
  const pctOf = (confidence: number) =>
    confidence < from ? 0 : minPct + ((maxPct - minPct) * (confidence - from)) / (1 - from)
  return {
    name: 'confidence_risk',
    largest(entry, { equity }) {
      return Math.max(0, partOf(entry, (equity * pctOf(entry.confidence)) / 100 / lossPerContract(entry)))
    },
    explain: ({ confidence }, { equity }) =>
      `confidence ${confidence} may risk ${pctOf(confidence).toFixed(2)} % of equity ${equity.toFixed(2)} (none below ${from})`,
  }
}
