import type { Bars } from '../../market/bars.ts'
import { formatSpan } from '../../market/format-time.ts'
import { formatNumber } from './format-number.ts'

/** Candles of a chart: open time, open, close, low, high, as echarts wants them. */
export type Candle = readonly [time: number, open: number, close: number, low: number, high: number]

export interface ChartCandles {
  readonly candles: readonly Candle[]
  readonly spanMs: number
  /** Says so when the candles are larger than the bars; empty otherwise. */
  readonly note: string
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** Candle lengths that people are used to; all start at multiples of themselves since 1970 UTC. */
const SPANS_MS = [
  ...[1, 3, 5, 15, 30].map((minutes) => minutes * MINUTE_MS),
  ...[1, 2, 4, 6, 12].map((hours) => hours * HOUR_MS),
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].map((days) => days * DAY_MS),
]

/** The bars as at most `maxCandles` candles: as they are when they are few, merged into the next usual length otherwise. */
export function chartCandles(bars: Bars, maxCandles: number): ChartCandles {
  const { length, timeframeMs, timeframe } = bars
  if (length <= maxCandles) return { candles: merge(bars, timeframeMs), spanMs: timeframeMs, note: '' }
  const fits = SPANS_MS.filter((spanMs) => spanMs > timeframeMs && spanMs % timeframeMs === 0)
  for (const spanMs of fits) {
    const candles = merge(bars, spanMs)
    if (candles.length > maxCandles) continue
    return {
      candles,
      spanMs,
      note: `${formatNumber(length, 0)} bars of ${timeframe} drawn as ${formatNumber(candles.length, 0)} candles of ${formatSpan(spanMs)}.`,
    }
  }
  const spanMs = Math.ceil(length / maxCandles) * timeframeMs
  return {
    candles: merge(bars, spanMs),
    spanMs,
    note: `${formatNumber(length, 0)} bars of ${timeframe} drawn as candles of ${formatSpan(spanMs)}.`,
  }
}

function merge({ time, open, high, low, close, length }: Bars, spanMs: number): Candle[] {
  const candles: Candle[] = []
  for (let i = 0; i < length; ) {
    const start = (time[i] as number) - ((time[i] as number) % spanMs)
    const first = open[i] as number
    let [lowest, highest, last] = [low[i] as number, high[i] as number, close[i] as number]
    for (i++; i < length && (time[i] as number) < start + spanMs; i++) {
      lowest = Math.min(lowest, low[i] as number)
      highest = Math.max(highest, high[i] as number)
      last = close[i] as number
    }
    candles.push([start, first, last, lowest, highest])
  }
  return candles
}
