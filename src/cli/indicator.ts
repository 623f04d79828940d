import { type Command, Option } from 'commander'
import { PlimsollError } from '../core/errors.ts'
import { resolveParams } from '../core/params.ts'
import { parseTimeframe } from '../core/timeframe.ts'
import { findIndicator } from '../indicators/find-indicator.ts'
import type { IndicatorDefinition, SourceColumn } from '../indicators/indicator.ts'
import { MarketColumns } from '../indicators/market-columns.ts'
import { price } from '../indicators/price.ts'
import { volume } from '../indicators/volume.ts'
import type { Bars } from '../market/bars.ts'
import { formatTime } from '../market/format-time.ts'
import { readCandles } from '../store/read-candles.ts'
import { newCommand, paramOption } from './command.ts'
import { formatTable, printLine, printNote } from './output.ts'

interface Flags {
  readonly dataFile: string
  readonly timeframe?: string
  readonly param?: Record<string, string>
  readonly source?: string
  readonly json?: boolean
  readonly csv?: boolean
}

/** `plimsoll indicator rsi --param period=14 --data-file FILE`: one value or none for each bar and line. */
export function createCommand(): Command {
  return newCommand('indicator', 'Prints the values of an indicator over a candle file.', [
    'indicator rsi --param period=14 --data-file btc-5m.csv.gz --json',
    'indicator bollinger --param period=20 --param deviations=2.5 --data-file btc-5m.csv -i 1h --csv',
    'indicator sma --source volume --data-file btc-5m.csv',
  ])
    .argument('<name>', 'the indicator (see list-indicators)')
    .requiredOption('--data-file <file>', 'candles: .csv, .json, or either as .gz')
    .option('-i, --timeframe <timeframe>', 'timeframe to compute on: that of the file, or a larger one')
    .option('--param <name=value>', 'parameter of the indicator, several times', paramOption)
    .addOption(
      new Option('--source <price>', 'what it reads in place of the close').choices([
        ...price.params.of.choices,
        'volume',
      ]),
    )
    .addOption(
      new Option('--json', 'print one JSON document: times, and the values of each line, null for none').conflicts(
        'csv',
      ),
    )
    .option('--csv', 'print a line for each bar: timestamp and values, empty for none')
    .action(run)
}

async function run(name: string, flags: Flags): Promise<void> {
  const definition = findIndicator(name)
  const params = resolveParams(definition.params, flags.param ?? {}, `indicator ${name}`)
  if (flags.source !== undefined) refuseSource(definition)
  const bars = await readBars(flags)
  const columns = new MarketColumns(bars)
  const lines = columns.lines(
    definition,
    params,
    flags.source === undefined ? undefined : sourceOf(columns, flags.source),
  )
  columns.extend()
  if (flags.csv) printCsv(bars, lines)
  else if (flags.json) printJson(bars, lines, { indicator: name, params, timeframe: bars.timeframe })
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
