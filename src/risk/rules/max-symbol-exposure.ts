import { type RiskRule, roomFor } from '../risk-rule.ts'

/** What is held of one symbol, with what is on its way, is worth at most `maxPct` percent of the equity. */
export function maxSymbolExposure(maxPct: number): RiskRule {
  return {
    name: 'max_symbol_exposure',
    largest: (entry, { equity, symbolNotional }) => roomFor(entry, (equity * maxPct) / 100, symbolNotional),
    explain: ({ instrument }, { equity, symbolNotional }) =>
      `${instrument.symbol} holds ${symbolNotional.toFixed(2)} of the ${maxPct} % of equity ${equity.toFixed(2)} that it may`,
  }
}
