import type { PriceQuality } from './price-quality.ts'
import type { TimeQuality } from './time-quality.ts'

/** What a check of candles has found. Every count is of rows, but for gaps, which are counted as holes. */
export interface QualityReport extends TimeQuality, PriceQuality {
  readonly rows: number
  /** The distance of the candles: a timeframe of Plimsoll or another span, as in `8h`; null when there is only one candle. */
  readonly timeframe: string | null
  /** Whether that is one of the timeframes that Plimsoll trades on. */
  readonly isKnownTimeframe: boolean
  /** All of the above in words, the worst first. Empty when there is nothing to say. */
  readonly warnings: readonly string[]
}
