import { join } from 'node:path'
import { PlimsollError } from '../../core/errors.ts'
import { parseTimeframe } from '../../core/timeframe.ts'
import { parseTime } from '../../market/candle-time.ts'
import { generateMarket, type SyntheticMarket } from '../../market/synthetic/generate-market.ts'
import { measureRealism } from '../../market/synthetic/realism.ts'
import { REGIMES } from '../../market/synthetic/regimes.ts'
import { makeFolder } from '../../store/make-folder.ts'
import { writeCandles } from '../../store/write-candles.ts'
import { writeFileAtomically } from '../../store/write-file.ts'
import { defineCommand } from '../command.ts'
import { badValue, choice, type FlagsOf, integer, list, on, parsed, text } from '../flag.ts'
import { formatTable, printJson, printLine } from '../output.ts'

const flags = {
  symbols: list('symbols', 'symbols, with commas', { isRequired: true }),
  from: parsed('day', 'first day, UTC', parseDay, { isRequired: true }),
  to: parsed('day', 'the day after the last, UTC', parseDay, { isRequired: true }),
  timeframe: text('timeframe', 'length of the candles', { short: 'i', initial: '5m' }),
  seed: integer('number', 'seed of the market', [0, 2 ** 31], { initial: 1 }),
  regime: choice('regime', 'keep to one regime', REGIMES),
  out: text('folder', 'where the files go; it is made when it is not there', { isRequired: true }),
  json: on('print one JSON document'),
}

/** `plimsoll data synth`. */
export const command = defineCommand({
  about: 'Makes candles and funding of a synthetic market. The same seed gives the same market.',
  examples: [
    'data synth --symbols BTC/USDT,ETH/USDT --from 2024-01-01 --to 2024-03-01 --seed 7 --out market',
    'data synth --symbols BTC/USDT --from 2024-01-01 --to 2024-02-01 -i 1m --regime crash --seed 1 --out crash',
  ],
  flags,
  run: synth,
})

function parseDay(given: string, name: string): number {
  const at = parseTime(given.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3'))
  if (Number.isNaN(at)) throw badValue(name, given, 'Write a day as 2024-01-31.')
  return at
}

function synth({ out, json, timeframe: name, regime, ...wanted }: FlagsOf<typeof flags>): void {
  const timeframe = parseTimeframe(name)
  const stems = wanted.symbols.map(stemOf)
  const double = stems.find((stem, k) => stems.indexOf(stem) !== k)
  if (double !== undefined)
    throw new PlimsollError('usage', `two symbols would be written to ${double}`, 'Name each market once.')
  const market = generateMarket({ ...wanted, timeframe, ...(regime !== undefined && { regime }) })
  makeFolder(out)
  const files = wanted.symbols.map((symbol, k) => writeSymbol(market, symbol, join(out, stems[k] ?? ''), timeframe))
  if (json) printJson({ seed: wanted.seed, files, regimes: market.regimes })
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
