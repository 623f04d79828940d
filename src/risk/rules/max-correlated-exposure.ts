import { type AccountView, type ProposedEntry, type RiskRule, roomFor } from '../risk-rule.ts'

export interface MaxCorrelatedExposure {
  /** Most that markets which move together may be worth, in percent of the equity. */
  readonly maxPct: number
  /** Absolute correlation of returns, 0 to 1, from which two markets move together. */
  readonly threshold: number
}

/**
 * Markets that move with the one of the entry count as one with it: what is held of them, to either side, is worth at most `maxPct`
 * percent of the equity. A market whose correlation is not known yet counts as one that moves along.
 */
export function maxCorrelatedExposure({ maxPct, threshold }: MaxCorrelatedExposure): RiskRule {
  const held = ({ market }: ProposedEntry, { notionals, returns }: AccountView) => {
    let sum = 0
    for (let other = 0; other < notionals.length; other++) {
      const notional = Math.abs(notionals[other] as number)
      if (notional === 0) continue
      const correlation = other === market ? 1 : Math.abs(returns?.correlation(market, other) ?? Number.NaN)
      if (!(correlation < threshold)) sum += notional
    }
    return sum
  }
  return {
    name: 'max_correlated_exposure',
    reads: 'returns',
    largest: (entry, account) => roomFor(entry, (account.equity * maxPct) / 100, held(entry, account)),
    explain: (entry, account) =>
      `${held(entry, account).toFixed(2)} is held of what moves with ${entry.instrument.symbol} (correlation from ${threshold} on), ${maxPct} % of equity ${account.equity.toFixed(2)} may be`,
  }
}
