import type { Bars } from '../../market/bars.ts'
import type { Column } from '../../market/column.ts'
import type { Inputs } from '../indicator.ts'
import { highest } from '../levels/highest.ts'
import { lowest } from '../levels/lowest.ts'
import { coveringWindow } from './rolling-extreme.ts'

/**
 * The highest high and lowest low of `period` bars, one comparison before they are done: the highest is the higher one of
 * `highs[i]` and `highs[i - shift]`. Who only needs them to compute something else saves two columns.
 */
export interface ExtremeWindows {
  readonly highs: Column
  readonly lows: Column
  readonly shift: number
  /** Bars without a value. */
  readonly warmup: number
}

/** The columns of the market from which the extremes of `period` bars follow. */
export function extremeWindows(bars: Bars, lines: Inputs['lines'], period: number): ExtremeWindows {
  const length = coveringWindow(period)
  const highs = { column: bars.highColumn, warmup: 0 }
  const lows = { column: bars.lowColumn, warmup: 0 }
  return {
    highs: length === 1 ? highs.column : lines(highest, { period: length }, highs).highest.column,
    lows: length === 1 ? lows.column : lines(lowest, { period: length }, lows).lowest.column,
    shift: period - length,
    warmup: period - 1,
  }
}
