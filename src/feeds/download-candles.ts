import { PlimsollError } from '../core/errors.ts'
import { barOpenAt, type Timeframe, timeframeMs } from '../core/timeframe.ts'
import type { Bars } from '../market/bars.ts'
import { checkedBars } from '../market/check-candles.ts'
import { formatTime } from '../market/format-time.ts'
import type { Gap } from '../market/time-quality.ts'
import type { CandleHistory, HistoryPage } from './candle-history.ts'
import type { Retrier } from './retrier.ts'

/** A bar that is not there so long after its end will not come any more: until then an exchange may only be late. */
const SETTLED_MS = 3_600_000

export interface DownloadOptions {
  readonly history: CandleHistory
  readonly retrier: Retrier
  /** As `history.findSymbol` gives it. */
  readonly symbol: string
  readonly timeframe: Timeframe
  /** Bars that open in [fromMs, toMs) and have closed. */
  readonly fromMs: number
  readonly toMs: number
}

/** Closed bars that follow those of the page before. */
export interface CandlePage {
  readonly bars: Bars
  /** Bars that the exchange does not have, from the last bar of the page before on. */
  readonly gaps: readonly Gap[]
  /** Everything that opens before this is done: what was not among the bars up to here the exchange does not have. */
  readonly doneMs: number
}

/**
 * Downloads candles page by page, in order; a page without bars says only how far the search is. Ends when everything is there, or,
 * without an error, when the signal of the history was aborted.
 * @throws PlimsollError when the exchange refuses, fails for good, or sends candles that cannot be used
 */
export async function* downloadCandles(options: DownloadOptions): AsyncGenerator<CandlePage, void, undefined> {
  const { history, timeframe, toMs } = options
  const stepMs = timeframeMs(timeframe)
  let cursor = Math.ceil(options.fromMs / stepMs) * stepMs
  let lastAt: number | undefined
  try {
    while (cursor < toMs && cursor + stepMs <= history.now()) {
      const page = await ask(options, timeframe, cursor)
      const bars = closedBars(page, options)
      cursor += history.pageBars * stepMs
      // The page reaches into the present: what comes later is for another day.
      if (page.at < cursor) cursor = toMs
      else if (bars.length === 0 && cursor < toMs) cursor = Math.max(cursor, await nextTradedAt(options, cursor))
      const gaps = gapsOf(bars, lastAt)
      if (bars.length > 0) lastAt = bars.time[bars.length - 1]
      yield { bars, gaps, doneMs: Math.min(doneOf(page, bars), cursor, toMs) }
    }
  } catch (error) {
    if (history.signal?.aborted !== true || error !== history.signal.reason) throw error
  }
}

function ask(
  { history, retrier, symbol }: DownloadOptions,
  timeframe: Timeframe,
  fromMs: number,
): Promise<HistoryPage> {
  return retrier.run(() => history.fetchPage(symbol, timeframe, fromMs))
}

/** Up to where a page tells what there is: to its last bar, and beyond it to where the exchange has had the time to add one. */
function doneOf({ at }: HistoryPage, { time, length, timeframeMs }: Bars): number {
  const endAt = length === 0 ? Number.NEGATIVE_INFINITY : (time[length - 1] as number) + timeframeMs
  return Math.max(endAt, barOpenAt(at - SETTLED_MS, timeframeMs))
}

/**
 * Opening time of the first bar at or after `fromMs` on whose day there was trade; `toMs` when there was none. Before a market was
 * listed and after it has gone this saves thousands of empty pages.
 */
async function nextTradedAt(options: DownloadOptions, fromMs: number): Promise<number> {
  const dayMs = timeframeMs('1d')
  for (let day = barOpenAt(fromMs, dayMs); day < options.toMs; day += options.history.pageBars * dayMs) {
    const { rows } = await ask(options, '1d', day)
    if (rows.length > 0) return barOpenAt(rows.timestamp.values[0] as number, timeframeMs(options.timeframe))
  }
  return options.toMs
}

/** The bars of a page, without those that are forming or were not asked for. */
function closedBars({ rows, at }: HistoryPage, { history, symbol, timeframe, toMs }: DownloadOptions): Bars {
  const stepMs = timeframeMs(timeframe)
  const times = rows.timestamp.values
  const isWanted = (time: number): boolean => time + stepMs <= at && time < toMs
  while (rows.length > 0 && !isWanted(times[rows.length - 1] as number)) rows.length--
  const name = `${history.exchange} ${symbol} ${timeframe}`
  try {
    const bars = checkedBars(rows, { name, placeOf: (row) => `candle ${row + 1} of a page` }, timeframe)
    refuseOffGrid(bars, name)
    return bars
  } catch (error) {
    if (!(error instanceof PlimsollError)) throw error
    throw new PlimsollError('data', error.message, BAD_CANDLES, { cause: error })
  }
}

const BAD_CANDLES =
  'The exchange sent a candle that cannot be used. Nothing of this page was kept; try again later, or choose a --timerange without it.'

function refuseOffGrid({ time, length, timeframeMs }: Bars, name: string): void {
  for (let i = 0; i < length; i++) {
    const at = time[i] as number
    if (at % timeframeMs === 0) continue
    throw new PlimsollError('data', `${name}: no bar opens at ${formatTime(at)} (${at})`, BAD_CANDLES)
  }
}

function gapsOf({ time, length, timeframeMs }: Bars, lastAt: number | undefined): Gap[] {
  const gaps: Gap[] = []
  let before = lastAt
  for (let i = 0; i < length; i++) {
    const at = time[i] as number
    if (before !== undefined && at > before + timeframeMs) {
      gaps.push({ afterTime: before, missingBars: (at - before) / timeframeMs - 1 })
    }
    before = at
  }
  return gaps
}
