import type { AccountPast, ClosedTrade } from './risk-rule.ts'

interface Known<T> {
  tradeCount: number
  value: T
}

/**
 * Works something out from the closed trades once for each trade that closes, however often a rule is asked in between: an account may
 * remember a thousand trades and be asked at every bar. Each account has its own value, so a rule can serve several.
 */
export function perTrade<T>(compute: (trades: readonly ClosedTrade[]) => T): (past: AccountPast) => T {
  const known = new WeakMap<AccountPast, Known<T>>()
  return (past) => {
    const before = known.get(past)
    if (before?.tradeCount === past.tradeCount) return before.value
    const value = compute(past.trades)
    known.set(past, { tradeCount: past.tradeCount, value })
    return value
  }
}

/** The last closed trade of each market. */
export const lastTrades = perTrade((trades) => new Map(trades.map((trade) => [trade.market, trade])))
