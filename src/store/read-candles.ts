import type { Timeframe } from '../core/timeframe.ts'
import type { Bars } from '../market/bars.ts'
import { CandleCsv } from '../market/candle-csv.ts'
import { CandleJson } from '../market/candle-json.ts'
import type { CandleRows } from '../market/candle-rows.ts'
import { type CandleSource, countUnreadable, type OnUnreadable, refuseUnreadable } from '../market/candle-source.ts'
import { checkedBars } from '../market/check-candles.ts'
import { readFileChunks, readTextFile } from './read-file.ts'

/**
 * Bars from a .csv or .json file, packed with gzip or not. Refuses a file with a defect that a backtest cannot stand on. Without
 * `timeframe` the distances between the candles tell it.
 */
export function readCandles(path: string, timeframe?: Timeframe): Bars {
  const { rows, source } = readWith(path, refuseUnreadable(path))
  return checkedBars(rows, source, timeframe)
}

/** The candles of a file as they are, defects and all: for the quality check. */
export function readCandleRows(path: string): CandleRows {
  return readWith(path, countUnreadable).rows
}

function readWith(path: string, onUnreadable: OnUnreadable): { rows: CandleRows; source: CandleSource } {
  if (/\.json(\.gz)?$/i.test(path)) {
    const source = new CandleJson(path, onUnreadable)
    return { rows: source.parse(readTextFile(path)), source }
  }
  let source = new CandleCsv(path, onUnreadable)
  readFileChunks(path, (sizeBytes) => {
    source = new CandleCsv(path, onUnreadable, sizeBytes)
    return (chunk) => source.push(chunk)
  })
  return { rows: source.end(), source }
}
