import type { CandleRows } from './candle-rows.ts'

export interface PriceQuality {
  /** Rows in which a value is missing or is no number. */
  readonly nan: number
  /** Rows with a price of zero or less. */
  readonly zeroPrices: number
  /** Rows in which the high is below, or the low above, another price of the row. */
  readonly ohlcViolations: number
  /** Rows in which the high is even below the low: a backtest refuses these. */
  readonly highBelowLow: number
  readonly zeroVolume: number
  readonly negativeVolume: number
  /** Stretches of at least 20 rows with one and the same close. */
  readonly constantRuns: number
  readonly longestConstantRun: number
  /** Extremes of the prices that are numbers, null when there are none. */
  readonly minLow: number | null
  readonly maxHigh: number | null
  /** Largest move from a close to the next one, as a ratio of the first. */
  readonly maxAbsReturn: number
  /** Time of the candle that closed with it. */
  readonly maxAbsReturnAt: number | null
}

/** As many equal closes in a row are seldom trade and mostly a feed that hangs. */
const CONSTANT_BARS = 20

/** Looks at prices and volumes; the order of the rows is as they are. */
export function checkPrices(rows: CandleRows): PriceQuality {
  const { open, high, low, close, volume, timestamp } = rows
  let nan = 0
  let zeroPrices = 0
  let ohlcViolations = 0
  let highBelowLow = 0
  let zeroVolume = 0
  let negativeVolume = 0
  for (let row = 0; row < rows.length; row++) {
    const o = open.values[row] as number
    const h = high.values[row] as number
    const l = low.values[row] as number
    const c = close.values[row] as number
    const v = volume.values[row] as number
    if (Number.isNaN(o + h + l + c + v + (timestamp.values[row] as number))) nan++
    if (o <= 0 || h <= 0 || l <= 0 || c <= 0) zeroPrices++
    if (h < o || h < c || h < l || l > o || l > c) ohlcViolations++
    if (h < l) highBelowLow++
    if (v === 0) zeroVolume++
    if (v < 0) negativeVolume++
  }
  const counts = { nan, zeroPrices, ohlcViolations, highBelowLow, zeroVolume, negativeVolume }
  return { ...counts, ...constantRunsOf(rows), ...extremesOf(rows), ...largestMoveOf(rows) }
}

function constantRunsOf(rows: CandleRows): Pick<PriceQuality, 'constantRuns' | 'longestConstantRun'> {
  const closes = rows.close.values
  let constantRuns = 0
  let longestConstantRun = rows.length === 0 ? 0 : 1
  let run = 1
  for (let row = 1; row < rows.length; row++) {
    run = closes[row] === closes[row - 1] ? run + 1 : 1
    if (run === CONSTANT_BARS) constantRuns++
    longestConstantRun = Math.max(longestConstantRun, run)
  }
  return { constantRuns, longestConstantRun }
}

function extremesOf(rows: CandleRows): Pick<PriceQuality, 'minLow' | 'maxHigh'> {
  let minLow = Number.POSITIVE_INFINITY
  let maxHigh = Number.NEGATIVE_INFINITY
  for (let row = 0; row < rows.length; row++) {
    const low = rows.low.values[row] as number
    const high = rows.high.values[row] as number
    if (low < minLow) minLow = low
    if (high > maxHigh) maxHigh = high
  }
  return { minLow: Number.isFinite(minLow) ? minLow : null, maxHigh: Number.isFinite(maxHigh) ? maxHigh : null }
}

function largestMoveOf(rows: CandleRows): Pick<PriceQuality, 'maxAbsReturn' | 'maxAbsReturnAt'> {
  const closes = rows.close.values
  let maxAbsReturn = 0
  let maxAbsReturnAt: number | null = null
  for (let row = 1; row < rows.length; row++) {
    const before = closes[row - 1] as number
    const move = Math.abs((closes[row] as number) / before - 1)
    if (!(move > maxAbsReturn) || before <= 0) continue
    maxAbsReturn = move
    maxAbsReturnAt = rows.timestamp.values[row] as number
  }
  return { maxAbsReturn, maxAbsReturnAt }
}
