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

/**
 * The same for what follows from one trade after the other: each is taken in once, when somebody asks after it has closed.
 * @param take is given the trades that are remembered, and the place of the one to take in
 */
export function foldTrades<S>(
  start: () => S,
  take: (state: S, trades: readonly ClosedTrade[], place: number) => void,
): (past: AccountPast) => S {
  const known = new WeakMap<AccountPast, Known<S>>()
  return (past) => {
    const { trades, tradeCount } = past
    const before = known.get(past) ?? { tradeCount: 0, value: start() }
    if (before.tradeCount === 0) known.set(past, before)
    const added = Math.min(tradeCount - before.tradeCount, trades.length)
    for (let place = trades.length - added; place < trades.length; place++) take(before.value, trades, place)
    before.tradeCount = tradeCount
    return before.value
  }
}

/** The last closed trade of each market. */
export const lastTrades = foldTrades(
  () => new Map<number, ClosedTrade>(),
  (last, trades, place) => {
    const trade = trades[place] as ClosedTrade
    last.set(trade.market, trade)
  },
)
