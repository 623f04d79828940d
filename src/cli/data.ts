import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Command, InvalidArgumentError } from 'commander'
import { PlimsollError } from '../core/errors.ts'
import { parseTimeframe } from '../core/timeframe.ts'
import { formatTime } from '../market/format-time.ts'
import { checkQuality, type QualityReport } from '../market/quality.ts'
import { resample } from '../market/resample.ts'
import { generateMarket } from '../market/synthetic/generate-market.ts'
import { measureRealism } from '../market/synthetic/realism.ts'
import { readCandleRows, readCandles } from '../store/read-candles.ts'
import { writeCandles } from '../store/write-candles.ts'
import { writeFileAtomically } from '../store/write-file.ts'
import { listOption, newCommand, numberOption } from './command.ts'
import { formatTable, printJson, printLine } from './output.ts'

/** `plimsoll data`: candles as files. */
export function createCommand(): Command {
  const command = newCommand('data', 'Verifies, resamples and makes candle files.', [
    'data verify BTCUSDT-5m.csv.gz',
    'data resample BTCUSDT-5m.csv.gz --to 1h --out BTCUSDT-1h.csv.gz',
    'data synth --symbols BTC/USDT,ETH/USDT --from 2024-01-01 --to 2024-03-01 --timeframe 5m --seed 7 --out market',
  ])
  return command.addCommand(verifyCommand()).addCommand(resampleCommand()).addCommand(synthCommand())
}

function verifyCommand(): Command {
  return newCommand('verify', 'Counts gaps and every other defect of a candle file.', [
    'data verify BTCUSDT-5m.csv.gz --json',
  ])
    .argument('<file>', '.csv or .json, either as .gz')
    .option('--json', 'print one JSON document')
    .action(verify)
}

function verify(file: string, { json }: { json?: boolean }): void {
  const report = checkQuality(readCandleRows(file), Date.now())
  if (json) printJson(jsonOf(report))
  else printReport(report)
}

function jsonOf({ from, to, ...report }: QualityReport) {
  const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString())
  return { ...report, from: iso(from), to: iso(to) }
}

function printReport(report: QualityReport): void {
  const { gapList, warnings, from, to, ...figures } = report
  printLine(`${formatTime(from ?? 0)} to ${formatTime(to ?? 0)} UTC\n`)
  printLine(
    formatTable(
      ['', ''],
      Object.entries(figures).map(([name, value]) => [name, String(value ?? '-')]),
    ).trimStart(),
  )
  for (const { afterTime, missingBars } of gapList.slice(0, 10))
    printLine(`gap of ${missingBars} bars after ${formatTime(afterTime)}`)
  if (gapList.length > 10) printLine(`and ${gapList.length - 10} more gaps (--json lists all)`)
  printLine(warnings.length === 0 ? '\nno defects' : `\n${warnings.map((warning) => `warning: ${warning}`).join('\n')}`)
}

function resampleCommand(): Command {
  return newCommand('resample', 'Makes the candles of a larger timeframe.', [
    'data resample BTCUSDT-5m.csv.gz --to 1h --out BTCUSDT-1h.csv.gz',
  ])
    .argument('<file>', '.csv or .json, either as .gz')
    .requiredOption('--to <timeframe>', 'the larger timeframe')
    .requiredOption('--out <file>', 'CSV to write; packed when its name ends in .gz')
    .action(resampleFile)
}

function resampleFile(file: string, { to, out }: { to: string; out: string }): void {
  const timeframe = parseTimeframe(to)
  if (resolve(file) === resolve(out)) {
    throw new PlimsollError(
      'usage',
      `${out} is the file that is read`,
      'Give another --out: the source is never overwritten.',
    )
  }
  const bars = readCandles(file)
  const larger = resample(bars, timeframe)
  if (larger.length === 0)
    throw new PlimsollError('data', `${file} does not fill one ${to} bar`, 'Choose a smaller timeframe.')
  writeCandles(out, larger)
  printLine(`${bars.length} bars of ${bars.timeframe} made ${larger.length} bars of ${to}: ${out}`)
}

function synthCommand(): Command {
  return newCommand('synth', 'Makes candles and funding of a synthetic market: the same seed gives the same market.', [
    'data synth --symbols BTC/USDT,ETH/USDT --from 2024-01-01 --to 2024-03-01 --seed 7 --out market',
  ])
    .requiredOption('--symbols <symbols>', 'symbols, with commas', listOption)
    .requiredOption('--from <day>', 'first day, UTC', dayOption)
    .requiredOption('--to <day>', 'the day after the last, UTC', dayOption)
    .option('-i, --timeframe <timeframe>', 'length of the bars', '5m')
    .option('--seed <number>', 'seed of the market', numberOption(0, 2 ** 31), 1)
    .requiredOption('--out <folder>', 'where the files go')
    .action(synth)
}

interface SynthFlags {
  readonly symbols: string[]
  readonly from: number
  readonly to: number
  readonly timeframe: string
  readonly seed: number
  readonly out: string
}

/** Parser of a day: 2024-01-31 or 20240131. */
function dayOption(text: string): number {
  const [, year, month, day] = /^(\d{4})-?(\d\d)-?(\d\d)$/.exec(text) ?? []
  const at = Date.parse(`${year}-${month}-${day}T00:00:00Z`)
  if (!Number.isNaN(at)) return at
  throw new InvalidArgumentError('Write a day as 2024-01-31.')
}

function synth({ symbols, from, to, timeframe: text, seed, out }: SynthFlags): void {
  const timeframe = parseTimeframe(text)
  if (from >= to) throw new PlimsollError('usage', 'the market would end before it begins', 'Give a --to after --from.')
  const market = generateMarket({ symbols, timeframe, from, to, seed })
  mkdirSync(out, { recursive: true })
  const rows = Object.entries(market.bars).map(([symbol, bars]) => {
    const stem = join(out, `${symbol.split(':')[0]?.replace('/', '')}-${timeframe}`)
    writeCandles(`${stem}.csv`, bars)
    const funding = market.funding[symbol] ?? []
    const lines = funding.map(({ at, rate }) => `${at},${rate}`)
    writeFileAtomically(`${stem}-funding.csv`, `timestamp,funding_rate\n${lines.join('\n')}\n`)
    const { excessKurtosis, absReturnAutocorrelation, annualVolatilityPct } = measureRealism(bars)
    const { lag1, lag50 } = absReturnAutocorrelation
    return [
      `${stem}.csv`,
      bars.length,
      funding.length,
      excessKurtosis.toFixed(1),
      lag1.toFixed(3),
      lag50.toFixed(3),
      annualVolatilityPct.toFixed(0),
    ]
  })
  printLine(formatTable(['file', 'bars', 'fundings', 'kurtosis', '|r| lag 1', '|r| lag 50', 'volatility %'], rows))
}
