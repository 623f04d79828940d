import { type Lock, lockRule } from '../lock-rule.ts'
import type { RiskRule } from '../risk-rule.ts'

export interface LowProfitPairs extends Lock {
  /** Trades that must be known before a symbol is judged. */
  readonly tradeLimit: number
  /** What they must have made together, in percent of their notional at entry. */
  readonly requiredProfitPct: number
}

/** freqtrade's LowProfitPairs: a symbol that has not paid lately is not entered for a while. */
export function lowProfitPairs(limits: LowProfitPairs): RiskRule {
  return lockRule('low_profit_pairs', { ...limits, onlyPerPair: true }, (trades) => {
    const profitPct = trades.reduce((sum, { returnPct }) => sum + returnPct, 0)
    if (trades.length < limits.tradeLimit || profitPct >= limits.requiredProfitPct) return undefined
    return `${trades.length} trades made ${profitPct.toFixed(2)} %, ${limits.requiredProfitPct} % was required`
  })
}
