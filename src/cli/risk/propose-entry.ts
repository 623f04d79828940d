import type { Instrument } from '../../core/instrument.ts'
import type { EntrySignal } from '../../core/signal.ts'
import { blankEntry, describeEntry, type EntryAround } from '../../engine/describe-entry.ts'
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
export interface Proposed extends Pick<EntryAround, 'leverage' | 'maxHoldMs' | 'market'> {
  readonly signal: EntrySignal
  readonly held?: EntryAround['held']
}

/** The entry that a signal means, as the engine describes it. */
export function proposeEntry(now: MarketNow, { signal, held, ...proposed }: Proposed): ProposedEntry {
  const entry = blankEntry(now.instrument)
  describeEntry(signal, { ...now, ...proposed, strategy: 0, sizing: 'risk', held }, entry)
  return entry
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
