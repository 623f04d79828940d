import { correlations } from './correlation.ts'
import type { StrategyLine } from './strategy-lines.ts'

/** How much the daily returns of the strategies, and of the markets, move together. */
export interface CorrelationTable {
  readonly labels: readonly string[]
  readonly values: readonly (readonly (number | null)[])[]
}

export function correlationTable(lines: readonly StrategyLine[]): CorrelationTable {
  return {
    labels: lines.map(({ label }) => label),
    values: correlations(lines.map(({ path }) => path.dailyReturns)),
  }
}
