import type { RiskSettings } from '../../risk/risk-settings.ts'
import { type SizedEntry, sizeEntry } from '../../risk/size-entry.ts'
import type { SimulatedMarket } from '../../simulation/market-simulator.ts'
import { booksOf, emptyAccount, viewOf } from './known-account.ts'
import { type Costs, marketAtEnd, proposeEntry, rulesUnder } from './propose-entry.ts'

export interface FirstEntry extends Costs {
  readonly equity: number
  readonly leverage: number
  /** Distance of the stop from the price, in percent. */
  readonly stopPct: number
}

/** How large the first long of an account could be at the last close of a market, by a strategy that is certain; or why it could not be. */
export function firstEntry(
  { instrument, bars }: SimulatedMarket,
  settings: RiskSettings,
  given: FirstEntry,
): SizedEntry {
  const signal = { side: 'long' as const, confidence: 1, stopLossPct: given.stopPct, reason: '' }
  const { leverage } = given
  const entry = proposeEntry(marketAtEnd(instrument, bars), {
    signal,
    leverage,
    maxHoldMs: Number.POSITIVE_INFINITY,
    market: 0,
  })
  const account = emptyAccount(given.equity)
  const symbols = [instrument.symbol]
  const outlook = { symbols, marketCount: 1, market: 0, side: signal.side, past: booksOf(account, symbols) }
  return sizeEntry(entry, rulesUnder(settings, given), viewOf(account, outlook))
}
