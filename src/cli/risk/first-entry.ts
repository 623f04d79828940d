import { createLines } from '../../indicators/lines.ts'
import { MarketColumns } from '../../indicators/market-columns.ts'
import { atr } from '../../indicators/volatility/atr.ts'
import { AccountBooks } from '../../risk/account-books.ts'
import { rulesOfLimits } from '../../risk/limits.ts'
import type { RiskSettings } from '../../risk/risk-settings.ts'
import { freeMargin } from '../../risk/rules/free-margin.ts'
import { venueLeverage } from '../../risk/rules/venue-leverage.ts'
import { type SizedEntry, sizeEntry } from '../../risk/size-entry.ts'
import type { SimulatedMarket } from '../../simulation/market-simulator.ts'

const ATR_BARS = 14

export interface FirstEntry {
  readonly equity: number
  readonly leverage: number
  /** Distance of the stop from the price, in percent. */
  readonly stopPct: number
  readonly takerFee: number
  readonly slippage: number
}

/** How large the first long of an account could be at the last close of a market, by a strategy that is certain; or why it could not be. */
export function firstEntry(
  { instrument, bars }: SimulatedMarket,
  settings: RiskSettings,
  given: FirstEntry,
): SizedEntry {
  const columns = new MarketColumns(bars)
  const range = createLines(columns, { atr }).atr(ATR_BARS)
  columns.extend()
  const position = bars.length - 1
  const price = bars.close[position] as number
  const rules = [
    ...rulesOfLimits(settings.limits, 2 * (given.takerFee + given.slippage)),
    freeMargin(given.takerFee),
    venueLeverage,
  ]
  const entry = {
    at: (bars.time[position] as number) + bars.timeframeMs,
    market: 0,
    instrument,
    strategy: 0,
    side: 'long' as const,
    price,
    stopPrice: instrument.tick.nearest(price * (1 - given.stopPct / 100)),
    targetPrices: [],
    maxHoldMs: Number.POSITIVE_INFINITY,
    leverage: instrument.kind === 'spot' ? 1 : given.leverage,
    confidence: 1,
    sizing: 'risk' as const,
    sizeShare: 1,
    heldQuantity: 0,
    heldPrice: price,
    atr: range.at({ position }),
  }
  const empty = { positionCount: 0, closingCount: 0, grossNotional: 0, strategyNotional: 0, symbolNotional: 0 }
  const account = {
    ...empty,
    equity: given.equity,
    freeCash: given.equity,
    baseNotional: 0,
    netNotional: 0,
    atRisk: 0,
    notionals: new Float64Array(1),
    past: new AccountBooks(given.equity),
  }
  return sizeEntry(entry, rules, account)
}
