import { type Lock, lockRule } from '../lock-rule.ts'
import type { ClosedTrade, RiskRule } from '../risk-rule.ts'

export interface MaxDrawdownProtection extends Lock {
  /** Trades that must be known before they are judged. */
  readonly tradeLimit: number
  /** Most that the sum of the returns of the trades may fall from its highest, in percent. */
  readonly maxAllowedPct: number
}

/** freqtrade's MaxDrawdown: after a row of losses within a time nothing is entered for a while. */
export function maxDrawdownProtection(limits: MaxDrawdownProtection): RiskRule {
  return lockRule('max_drawdown_protection', limits, (trades) => {
    const fallPct = trades.length < limits.tradeLimit ? 0 : largestFallPct(trades)
    if (fallPct <= limits.maxAllowedPct) return undefined
    return `the last ${trades.length} trades fell ${fallPct.toFixed(2)} % from their best, ${limits.maxAllowedPct} % is allowed`
  })
}

function largestFallPct(trades: readonly ClosedTrade[]): number {
  let sum = 0
  let best = 0
  let fall = 0
  for (const { returnPct } of trades) {
    sum += returnPct
    best = Math.max(best, sum)
    fall = Math.max(fall, best - sum)
  }
  return fall
}
