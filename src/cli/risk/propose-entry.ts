import type { Instrument } from '../../core/instrument.ts'
import type { EntrySignal } from '../../core/signal.ts'
import { planOf } from '../../engine/entry-plan.ts'
import { stopPriceOf, targetPriceOf, tighterStop } from '../../exits/levels.ts'
import { createLines } from '../../indicators/lines.ts'
import { MarketColumns } from '../../indicators/market-columns.ts'
import { atr } from '../../indicators/volatility/atr.ts'
import type { Bars } from '../../market/bars.ts'
import { rulesOfLimits } from '../../risk/limits.ts'
import { ATR_BARS } from '../../risk/read-by-rules.ts'
import type { ProposedEntry, RiskRule } from '../../risk/risk-rule.ts'
import type { RiskSettings } from '../../risk/risk-settings.ts'
import { freeMargin } from '../../risk/rules/free-margin.ts'
import { venueLeverage } from '../../risk/rules/venue-leverage.ts'

/** A market at the moment at which risk is asked. */
export interface MarketNow {
  readonly instrument: Instrument
  /** UTC, in milliseconds. */
  readonly at: number
  readonly price: number
  /** Average true range, in price; NaN where it is not known. */
  readonly atr: number
}

/** The market of `bars` at their last close. */
export function marketAtEnd(instrument: Instrument, bars: Bars): MarketNow {
  const columns = new MarketColumns(bars)
  const range = createLines(columns, { atr }).atr(ATR_BARS)
  columns.extend()
  const position = bars.length - 1
  return {
    instrument,
    at: (bars.time[position] as number) + bars.timeframeMs,
    price: bars.close[position] as number,
    atr: range.at({ position }),
  }
}

/** What a signal comes with beside the market. */
export interface Proposed {
  readonly signal: EntrySignal
  /** Of a perpetual: a spot market has none. */
  readonly leverage: number
  readonly maxHoldMs: number
  /** Index of the market among those of the account. */
  readonly market: number
  /** The position that it adds to. */
  readonly held?: { readonly quantity: number; readonly entryPrice: number; readonly stopPrice: number } | undefined
}

/** The entry that a signal means, its levels worked out as the engine does it. */
export function proposeEntry(
  { instrument, at, price, atr }: MarketNow,
  { signal, leverage, maxHoldMs, market, held }: Proposed,
): ProposedEntry {
  const { side } = signal
  const plan = planOf(0, signal, instrument.kind === 'spot' ? 1 : leverage, maxHoldMs)
  const stop = instrument.tick.nearest(stopPriceOf(plan, side, price))
  const stopPrice = held === undefined ? stop : tighterStop(side, held.stopPrice, stop)
  return {
    at,
    market,
    instrument,
    strategy: 0,
    side,
    price,
    stopPrice,
    targetPrices: plan.targets.map((target) => instrument.tick.nearest(targetPriceOf(target, side, price, stopPrice))),
    maxHoldMs: plan.maxHoldMs,
    leverage: plan.leverage,
    confidence: signal.confidence,
    sizing: 'risk',
    sizeShare: signal.sizeShare ?? 1,
    heldQuantity: held?.quantity ?? 0,
    heldPrice: held?.entryPrice ?? price,
    atr,
  }
}

/** What trading costs, as ratios of the price. */
export interface Costs {
  readonly takerFee: number
  readonly slippage: number
}

/** The rules of a run under `settings` that do not depend on what is run. */
export function rulesUnder({ limits }: RiskSettings, { takerFee, slippage }: Costs): RiskRule[] {
  return [...rulesOfLimits(limits, 2 * (takerFee + slippage)), freeMargin(takerFee), venueLeverage]
}
