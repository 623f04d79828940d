import { statSync } from 'node:fs'
import { join } from 'node:path'
import { PlimsollError } from '../../core/errors.ts'
import type { Bars } from '../../market/bars.ts'
import type { CandleLake } from '../../store/lake/candle-lake.ts'
import { formatLakeKey, type LakeKey, parseLakeKey } from '../../store/lake/lake-key.ts'
import { folderOfSymbol } from '../../store/lake/safe-symbol.ts'
import { makeFolder } from '../../store/make-folder.ts'
import { writeCandles } from '../../store/write-candles.ts'
import { writeFileAtomically } from '../../store/write-file.ts'
import { defineCommand } from '../command.ts'
import { choice, type FlagsOf, on, text } from '../flag.ts'
import { lakeFlag, withLake } from '../lake-flag.ts'
import { printJson, printLine } from '../output.ts'
import { parseTimerange } from '../timerange.ts'

const FORMATS = ['csv', 'csv.gz', 'json', 'parquet'] as const

const flags = {
  out: text('file', 'file to write, .csv, .csv.gz, .json or .parquet; with several keys a folder', {
    isRequired: true,
  }),
  format: choice('format', 'what the files in a folder are', FORMATS, { initial: 'csv.gz' }),
  timerange: text('days', '20240101-20240201; either side may be left out, the last day is not included'),
  datadir: lakeFlag,
  json: on('print what was written as one JSON document'),
}

/** `plimsoll data export`. */
export const command = defineCommand({
  about: 'Writes candles of the lake as CSV, JSON or Parquet.',
  examples: [
    'data export binance/spot/BTC/USDT/1h --out BTCUSDT-1h.csv.gz --timerange 20240101-20240201',
    'data export binance/swap/BTC/USDT:USDT/5m binance/swap/ETH/USDT:USDT/5m --out candles --format parquet',
  ],
  takes: '<keys...>',
  takesAbout: 'exchange/market/symbol/timeframe, as plimsoll data list shows them',
  flags,
  run: (given, words) => withLake(given.datadir, (lake) => exportKeys(lake, words.map(parseLakeKey), given)),
})

async function exportKeys(lake: CandleLake, keys: readonly LakeKey[], given: FlagsOf<typeof flags>): Promise<void> {
  const targets = targetsOf(keys, given)
  const written = []
  for (const { key, out } of targets) {
    const bars = await barsOf(lake, key, given.timerange)
    await writeBars(lake, out, bars)
    written.push({ key: formatLakeKey(key), out, bars: bars.length })
    if (!given.json) printLine(`${out}: ${bars.length} bars of ${formatLakeKey(key)}`)
  }
  if (given.json) printJson(written)
}

function targetsOf(keys: readonly LakeKey[], { out, format }: FlagsOf<typeof flags>) {
  const [first, ...others] = keys
  const isFolder = others.length > 0 || statSync(out, { throwIfNoEntry: false })?.isDirectory()
  if (first !== undefined && !isFolder) {
    if (FORMATS.some((one) => out.endsWith(`.${one}`))) return [{ key: first, out }]
    throw new PlimsollError(
      'usage',
      `--out ${out} does not say what to write`,
      `Let it end in .${FORMATS.join(', .')}, or name a folder that is there.`,
    )
  }
  makeFolder(out)
  return keys.map((key) => ({
    key,
    out: join(out, `${key.exchange}-${key.market}-${folderOfSymbol(key.symbol)}-${key.timeframe}.${format}`),
  }))
}

async function barsOf(lake: CandleLake, key: LakeKey, timerange: string | undefined): Promise<Bars> {
  const { from, to } = parseTimerange(timerange)
  await lake.requireEntry(key)
  const bars = await lake.read(key, { fromMs: from, toMs: to })
  if (bars.length > 0) return bars
  throw new PlimsollError(
    'usage',
    `${formatLakeKey(key)} has no bar in the timerange`,
    'plimsoll data list shows its span.',
  )
}

async function writeBars(lake: CandleLake, out: string, bars: Bars): Promise<void> {
  if (out.endsWith('.parquet')) await lake.exportParquet(out, bars)
  else if (out.endsWith('.json')) writeFileAtomically(out, jsonOf(bars))
  else writeCandles(out, bars)
}

/** A list of [timestamp, open, high, low, close, volume], as ccxt gives candles. */
function* jsonOf({ time, open, high, low, close, volume, length }: Bars): Generator<string> {
  for (let i = 0; i < length; i++) {
    const row = JSON.stringify([time[i], open[i], high[i], low[i], close[i], volume[i]])
    yield `${i === 0 ? '[' : ',\n'}${row}`
  }
  yield ']\n'
}
