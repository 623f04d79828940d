import type { ExitReason } from '../../core/exit-reason.ts'
import { type Lock, lockRule } from '../lock-rule.ts'
import type { ClosedTrade, RiskRule } from '../risk-rule.ts'

export interface StoplossGuard extends Lock {
  /** Stops in the time looked back on that are too many. */
  readonly tradeLimit: number
  /** Only stops that made less than this count, in percent of the notional at entry. */
  readonly requiredProfitPct: number
}

const STOPS: readonly ExitReason[] = ['stop_loss', 'trailing_stop_loss', 'liquidation']

/** freqtrade's StoplossGuard: after so many stops within a time nothing is entered for a while. */
export function stoplossGuard(guard: StoplossGuard): RiskRule {
  const isStop = ({ exitReason, returnPct }: ClosedTrade) =>
    STOPS.includes(exitReason) && returnPct < guard.requiredProfitPct
  return lockRule('stoploss_guard', guard, (trades) => {
    const stops = trades.filter(isStop).length
    return stops >= guard.tradeLimit
      ? `${stops} trades ended at their stop, ${guard.tradeLimit} are too many`
      : undefined
  })
}
