import { timeframeOfMs } from '../core/timeframe.ts'
import type { CandleRows } from './candle-rows.ts'
import { commonStepMs } from './common-step.ts'
import { formatSpan } from './format-time.ts'
import { checkPrices, type PriceQuality } from './price-quality.ts'
import { warningsOf } from './quality-warnings.ts'
import { checkTimes, type TimeQuality } from './time-quality.ts'

/** What a check of candles has found. Every count is of rows, but for gaps, which are counted as holes. */
export interface Quality extends TimeQuality, PriceQuality {
  readonly rows: number
  /** The distance of the candles: a timeframe of Plimsoll or another span, as in `8h`; null when there is only one candle. */
  readonly timeframe: string | null
  /** Whether that is one of the timeframes that Plimsoll trades on. */
  readonly isKnownTimeframe: boolean
  /** All of the above in words, the worst first. Empty when there is nothing to say. */
  readonly warnings: readonly string[]
}

export interface QualityOptions {
  /** The distance of the candles; without it, the most frequent one. */
  readonly stepMs?: number
  /** The time of the check: without it nothing is stale. */
  readonly now?: number
}

/** Counts what is wrong with candles. Changes and drops nothing. */
export function checkQuality(rows: CandleRows, options: QualityOptions = {}): Quality {
  const stepMs = options.stepMs ?? commonStepMs(rows)
  const counted = {
    rows: rows.length,
    timeframe: stepMs === undefined ? null : formatSpan(stepMs),
    isKnownTimeframe: stepMs !== undefined && timeframeOfMs(stepMs) !== undefined,
    ...checkTimes(rows, stepMs, options.now),
    ...checkPrices(rows),
  }
  return { ...counted, warnings: warningsOf(counted) }
}
