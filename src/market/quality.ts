import { timeframeOfMs } from '../core/timeframe.ts'
import type { CandleRows } from './candle-rows.ts'
import { commonStepMs } from './common-step.ts'
import { formatSpan } from './format-time.ts'
import { checkPrices } from './price-quality.ts'
import type { QualityReport } from './quality-report.ts'
import { warningsOf } from './quality-warnings.ts'
import { checkTimes } from './time-quality.ts'

export interface QualityOptions {
  /** The distance of the candles; without it, the most frequent one. */
  readonly stepMs?: number
  /** The time of the check: without it nothing is stale. */
  readonly now?: number
}

/** Counts what is wrong with candles. Changes and drops nothing. */
export function checkQuality(rows: CandleRows, options: QualityOptions = {}): QualityReport {
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
