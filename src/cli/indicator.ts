import { PlimsollError } from '../core/errors.ts'
import { resolveParams } from '../core/params.ts'
import { parseTimeframe } from '../core/timeframe.ts'
import { findIndicator } from '../indicators/find-indicator.ts'
import type { IndicatorDefinition, SourceColumn } from '../indicators/indicator.ts'
import { price } from '../indicators/levels/price.ts'
import { MarketColumns } from '../indicators/market-columns.ts'
import { volume } from '../indicators/volume/volume.ts'
import type { Bars } from '../market/bars.ts'
import { formatTime } from '../market/format-time.ts'
import { readCandles } from '../store/read-candles.ts'
import { defineCommand } from './command.ts'
import { choice, type FlagsOf, on, pairs, text } from './flag.ts'
import { formatTable, printLine, printNote } from './output.ts'

const flags = {
  dataFile: text('file', 'candles: .csv, .json, or either as .gz', { isRequired: true }),
  timeframe: text('timeframe', 'timeframe to compute on: that of the file, or a larger one', { short: 'i' }),
  param: pairs('parameter of the indicator, several times'),
  source: choice('price', 'what it reads in place of the close', [...price.params.of.choices, 'volume']),
  json: on('print one JSON document: times, and the values of each line, null for none'),
  csv: on('print a line for each bar: timestamp and values, empty for none'),
}

type Flags = FlagsOf<typeof flags>

/** `plimsoll indicator rsi --param period=14 --data-file FILE`: one value or none for each bar and line. */
export const command = defineCommand({
  about: 'Prints the values of an indicator over a candle file.',
  examples: [
    'indicator rsi --param period=14 --data-file btc-5m.csv.gz --json',
    'indicator bollinger --param period=20 --param deviations=2.5 --data-file btc-5m.csv -i 1h --csv',
    'indicator sma --source volume --data-file btc-5m.csv',
  ],
  takes: '<name>',
  takesAbout: 'the indicator (see list-indicators)',
  flags,
  run: (given, [name = '']) => run(name, given),
})

async function run(name: string, given: Flags): Promise<void> {
  if (given.json && given.csv) throw new PlimsollError('usage', '--json and --csv are given', 'Choose one of them.')
  const definition = findIndicator(name)
  const params = resolveParams(definition.params, given.param, `indicator ${name}`)
  if (given.source !== undefined) refuseSource(definition)
  const bars = await readBars(given)
  const columns = new MarketColumns(bars)
  const source = given.source === undefined ? undefined : sourceOf(columns, given.source)
  // All of them, before any is computed: a line that is asked for later costs the time of its indicator again.
  const lines = { ...columns.lines(definition, params, source) }
  columns.extend()
  if (given.csv) printCsv(bars, lines)
  else if (given.json) printJson(bars, lines, { indicator: name, params, timeframe: bars.timeframe })
  else printTable(bars, lines)
}

function refuseSource({ name, takesSource }: IndicatorDefinition): void {
  if (takesSource) return
  throw new PlimsollError(
    'usage',
    `indicator ${name} reads the bars, so --source means nothing to it`,
    'Leave --source away.',
  )
}

async function readBars({ dataFile, timeframe: wanted }: Flags): Promise<Bars> {
  const bars = readCandles(dataFile)
  if (wanted === undefined) return bars
  const timeframe = parseTimeframe(wanted)
  if (timeframe === bars.timeframe) return bars
  const { resample } = await import('../market/resample.ts')
  return resample(bars, timeframe, dataFile)
}

function sourceOf(columns: MarketColumns, source: string): SourceColumn {
  if (source === 'volume') return columns.lines(volume, {}).volume
  return columns.lines(price, { of: source as (typeof price.params.of.choices)[number] }).price
}

type Lines = Readonly<Record<string, SourceColumn>>

/** The value at a bar, null when there is none. */
function valueAt({ column }: SourceColumn, i: number): number | null {
  const value = column.values[i] as number
  return Number.isFinite(value) ? value : null
}

function valuesOf(line: SourceColumn, count: number): (number | null)[] {
  return Array.from({ length: count }, (_, i) => valueAt(line, i))
}

function printJson(bars: Bars, lines: Lines, head: Readonly<Record<string, unknown>>): void {
  const values = Object.entries(lines).map(([name, line]) => [name, valuesOf(line, bars.length)])
  const timestamp = Array.from(bars.time.subarray(0, bars.length))
  // On one line: indented, a value would take a line of its own.
  printLine(JSON.stringify({ ...head, bars: bars.length, timestamp, lines: Object.fromEntries(values) }))
}

function printCsv(bars: Bars, lines: Lines): void {
  const columns = Object.values(lines)
  const rows = Array.from({ length: bars.length }, (_, i) =>
    [bars.time[i], ...columns.map((line) => valueAt(line, i) ?? '')].join(','),
  )
  printLine([['timestamp', ...Object.keys(lines)].join(','), ...rows].join('\n'))
}

const TABLE_BARS = 20

function printTable(bars: Bars, lines: Lines): void {
  const first = Math.max(0, bars.length - TABLE_BARS)
  const rows = Array.from({ length: bars.length - first }, (_, k) => [
    formatTime(bars.time[first + k] as number),
    ...Object.values(lines).map((line) => valueAt(line, first + k)?.toPrecision(10) ?? '-'),
  ])
  printLine(formatTable(['time (UTC)', ...Object.keys(lines)], rows))
  if (first > 0) printNote(`the last ${TABLE_BARS} of ${bars.length} bars; --csv and --json print all`)
}
