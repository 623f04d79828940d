import { PlimsollError } from '../core/errors.ts'
import { TIMEFRAMES, type Timeframe, timeframeMs, timeframeOfMs } from '../core/timeframe.ts'
import { Bars } from './bars.ts'
import type { CandleRows } from './candle-rows.ts'
import { type CandleSource, defectError } from './candle-source.ts'
import { commonStepMs } from './common-step.ts'
import { formatSpan, formatTime } from './format-time.ts'

/**
 * Makes bars of rows, or throws naming the first row that a backtest cannot stand on. The memory passes to the bars. High and low
 * need not enclose open and close: real files have such rows, changing them would be a lie, and `checkQuality` counts them.
 */
export function checkedBars(rows: CandleRows, source: CandleSource, timeframe?: Timeframe): Bars {
  const faulty = firstFaulty(rows)
  if (faulty < rows.length) throw defectError(source.name, source.placeOf(faulty), problemOf(rows, faulty))
  const bars = new Bars(timeframe ?? inferTimeframe(rows, source))
  if (timeframe !== undefined) refuseSmallerBars(rows, source, timeframe)
  bars.timeColumn.values = rows.timestamp.values
  bars.openColumn.values = rows.open.values
  bars.highColumn.values = rows.high.values
  bars.lowColumn.values = rows.low.values
  bars.closeColumn.values = rows.close.values
  bars.volumeColumn.values = rows.volume.values
  bars.length = rows.length
  return bars
}

/** The first row that is not sound, or the number of rows. NaN makes every comparison false. */
function firstFaulty(rows: CandleRows): number {
  const [times, volumes] = [rows.timestamp.values, rows.volume.values]
  const [opens, highs, lows, closes] = [rows.open.values, rows.high.values, rows.low.values, rows.close.values]
  let before = -1
  for (let row = 0; row < rows.length; row++) {
    const time = times[row] as number
    const open = opens[row] as number
    const high = highs[row] as number
    const low = lows[row] as number
    const close = closes[row] as number
    const volume = volumes[row] as number
    const isSound = time > before && low > 0 && high >= low && open > 0 && close > 0 && volume >= 0
    if (!isSound || high + open + close + volume === Number.POSITIVE_INFINITY) return row
    before = time
  }
  return rows.length
}

function problemOf(rows: CandleRows, row: number): string {
  const time = rows.timestamp.values[row] as number
  if (!(time >= 0)) return `timestamp ${time} is not a time after 1970`
  const before = row === 0 ? Number.NEGATIVE_INFINITY : (rows.timestamp.values[row - 1] as number)
  if (time === before) return `timestamp ${formatTime(time)} (${time}) is a duplicate of the row before`
  if (time < before)
    return `timestamp ${formatTime(time)} (${time}) is before that of the row above, ${formatTime(before)}: times must ascend`
  for (const field of ['open', 'high', 'low', 'close'] as const) {
    const price = rows[field].values[row] as number
    if (!(price > 0 && price < Infinity)) return `${field} ${price} is not a price above 0`
  }
  const volume = rows.volume.values[row] as number
  if (!(volume >= 0 && volume < Infinity)) return `volume ${volume} is not a number of 0 or more`
  const [high, low] = [rows.high.values[row] as number, rows.low.values[row] as number]
  return `high ${high} is below low ${low}`
}

/** The timeframe that the distances between the rows tell. */
function inferTimeframe(rows: CandleRows, source: CandleSource): Timeframe {
  const stepMs = commonStepMs(rows)
  const found = stepMs === undefined ? undefined : timeframeOfMs(stepMs)
  if (found !== undefined) return found
  const what =
    stepMs === undefined ? 'has one candle, which tells no timeframe' : `has a candle every ${formatSpan(stepMs)}`
  throw new PlimsollError(
    'data',
    `${source.name} ${what}`,
    `Give the timeframe (-i 5m) or a file with one of ${TIMEFRAMES.join(', ')}.`,
  )
}

function refuseSmallerBars(rows: CandleRows, source: CandleSource, timeframe: Timeframe): void {
  const times = rows.timestamp.values
  for (let row = 1; row < rows.length; row++) {
    const stepMs = (times[row] as number) - (times[row - 1] as number)
    if (stepMs >= timeframeMs(timeframe)) continue
    throw new PlimsollError(
      'data',
      `${source.name} ${source.placeOf(row)}: the candle opens ${formatSpan(stepMs)} after the one before, which is less than ${timeframe}`,
      `Make larger candles first: plimsoll data resample ${source.name} --to ${timeframe} --out FILE`,
    )
  }
}
