import { join } from 'node:path'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { PlimsollError } from '../../core/errors.ts'
import { parseTimeframe } from '../../core/timeframe.ts'
import { parseTime } from '../../market/candle-time.ts'
import { generateMarket, type SyntheticMarket } from '../../market/synthetic/generate-market.ts'
import type { RegimeName } from '../../market/synthetic/leg.ts'
import { measureRealism } from '../../market/synthetic/realism.ts'
import { REGIMES } from '../../market/synthetic/regimes.ts'
import { makeFolder } from '../../store/make-folder.ts'
import { writeCandles } from '../../store/write-candles.ts'
import { writeFileAtomically } from '../../store/write-file.ts'
import { listOption, newCommand, numberOption } from '../command.ts'
import { formatTable, printJson, printLine } from '../output.ts'

interface SynthFlags {
  readonly symbols: string[]
  readonly from: number
  readonly to: number
  readonly timeframe: string
  readonly seed: number
  readonly regime?: RegimeName
  readonly out: string
  readonly json?: boolean
}

/** `plimsoll data synth`. */
export function synthCommand(): Command {
  return newCommand('synth', 'Makes candles and funding of a synthetic market. The same seed gives the same market.', [
    'data synth --symbols BTC/USDT,ETH/USDT --from 2024-01-01 --to 2024-03-01 --seed 7 --out market',
    'data synth --symbols BTC/USDT --from 2024-01-01 --to 2024-02-01 -i 1m --regime crash --seed 1 --out crash',
  ])
    .requiredOption('--symbols <symbols>', 'symbols, with commas', listOption)
    .requiredOption('--from <day>', 'first day, UTC', dayOption)
    .requiredOption('--to <day>', 'the day after the last, UTC', dayOption)
    .option('-i, --timeframe <timeframe>', 'length of the candles', '5m')
    .option('--seed <number>', 'seed of the market', seedOption, 1)
    .addOption(new Option('--regime <regime>', 'keep to one regime').choices(REGIMES))
    .requiredOption('--out <folder>', 'where the files go; it is made when it is not there')
    .option('--json', 'print one JSON document')
    .action(synth)
}

function dayOption(text: string): number {
  const at = parseTime(text.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3'))
  if (Number.isNaN(at)) throw new InvalidArgumentError('Write a day as 2024-01-31.')
  return at
}

function seedOption(text: string): number {
  const seed = numberOption(0, 2 ** 31)(text)
  if (Number.isInteger(seed)) return seed
  throw new InvalidArgumentError('Use a whole number.')
}

function synth({ out, json, timeframe: text, ...flags }: SynthFlags): void {
  const timeframe = parseTimeframe(text)
  const stems = flags.symbols.map(stemOf)
  const double = stems.find((stem, k) => stems.indexOf(stem) !== k)
  if (double !== undefined)
    throw new PlimsollError('usage', `two symbols would be written to ${double}`, 'Name each market once.')
  const market = generateMarket({ ...flags, timeframe })
  makeFolder(out)
  const files = flags.symbols.map((symbol, k) => writeSymbol(market, symbol, join(out, stems[k] ?? ''), timeframe))
  if (json) printJson({ seed: flags.seed, files, regimes: market.regimes })
  else printFiles(files)
}

/** The name of the files of a symbol: BTCUSDT for BTC/USDT:USDT. */
function stemOf(symbol: string): string {
  const match = /^([A-Z0-9]+)\/([A-Z0-9]+)(:[A-Z0-9]+)?$/i.exec(symbol)
  if (match !== null) return `${match[1]}${match[2]}`.toUpperCase()
  throw new PlimsollError(
    'usage',
    `"${symbol}" is not a symbol`,
    'Write it as BTC/USDT, or as BTC/USDT:USDT for a perpetual.',
  )
}

function writeSymbol(market: SyntheticMarket, symbol: string, stem: string, timeframe: string) {
  const bars = market.bars[symbol]
  const funding = market.funding[symbol] ?? []
  if (bars === undefined) throw new Error(`the market was made without ${symbol}`)
  const [file, fundingFile] = [`${stem}-${timeframe}.csv`, `${stem}-funding.csv`]
  writeCandles(file, bars)
  writeFileAtomically(fundingFile, ['timestamp,funding_rate\n', ...funding.map(({ at, rate }) => `${at},${rate}\n`)])
  return { symbol, file, bars: bars.length, fundingFile, fundings: funding.length, realism: measureRealism(bars) }
}

function printFiles(files: readonly ReturnType<typeof writeSymbol>[]): void {
  const headings = ['file', 'bars', 'fundings', 'kurtosis', '|r| lag 1', 'lag 10', 'lag 50', 'r lag 1', 'volatility %']
  const rows = files.map(({ file, bars, fundings, realism }) => {
    const { lag1, lag10, lag50 } = realism.absReturnAutocorrelation
    const memories = [lag1, lag10, lag50, realism.returnAutocorrelationLag1].map((value) => value.toFixed(3))
    return [
      file,
      bars,
      fundings,
      realism.excessKurtosis.toFixed(1),
      ...memories,
      realism.annualVolatilityPct.toFixed(1),
    ]
  })
  printLine(formatTable(headings, rows))
}
