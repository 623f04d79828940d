import type { RiskRule } from '../risk-rule.ts'

/** Which symbols may be entered when. */
export interface SymbolFilter {
  /** How far back from the moment of a question it reads bars, in milliseconds; these bars are to be kept. */
  readonly backMs?: number
  includes(symbol: string, at: number): boolean
}

/** No entry of a symbol that is not in the universe at the time. What is held of it stays under its stops. */
export function inUniverse(universe: SymbolFilter): RiskRule {
  return {
    name: 'not_in_universe',
    largest: ({ instrument, at }) => (universe.includes(instrument.symbol, at) ? Number.POSITIVE_INFINITY : 0),
    explain: ({ instrument }) => `${instrument.symbol} is not in the universe now`,
  }
}
