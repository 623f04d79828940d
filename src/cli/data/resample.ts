import { statSync } from 'node:fs'
import { PlimsollError } from '../../core/errors.ts'
import { parseTimeframe } from '../../core/timeframe.ts'
import { resample } from '../../market/resample.ts'
import { readCandles } from '../../store/read-candles.ts'
import { writeCandles } from '../../store/write-candles.ts'
import { defineCommand } from '../command.ts'
import { type FlagsOf, on, text } from '../flag.ts'
import { lakeFlag, withLake } from '../lake-flag.ts'
import { printJson, printLine } from '../output.ts'
import { keyFlags } from './lake-keys.ts'

const flags = {
  to: text('timeframe', 'the larger timeframe', { isRequired: true }),
  out: text('file', 'CSV to write; packed when its name ends in .gz'),
  partial: on('also write the last candle of a file when the data end within it'),
  ...keyFlags,
  datadir: lakeFlag,
  json: on('print what was done as one JSON document'),
}

/** `plimsoll data resample`. */
export const command = defineCommand({
  about: 'Makes the candles of a larger timeframe, as exchanges do.',
  examples: [
    'data resample BTCUSDT-5m.csv.gz --to 1h --out BTCUSDT-1h.csv.gz',
    'data resample --exchange binance --symbol BTC/USDT --to 1h',
  ],
  takes: '[file]',
  takesAbout: '.csv or .json, packed with gzip or not; without one the candles of the lake that the flags choose',
  flags,
  run: async (given, [file]) => {
    if (file === undefined) return resampleLake(given)
    const { out } = given
    if (out !== undefined) return resampleFile(file, { ...given, out })
    throw new PlimsollError('usage', '--out is missing', 'Add --out <file>.')
  },
})

async function resampleLake(given: FlagsOf<typeof flags>): Promise<void> {
  if (given.out !== undefined || given.partial) {
    throw new PlimsollError(
      'usage',
      `${given.out === undefined ? '--partial' : '--out'} belongs to a file, and none is given`,
      'Name the file, or leave it out: the lake takes the larger candles itself.',
    )
  }
  const { resampleInLake } = await import('./resample-lake.ts')
  await withLake(given.datadir, (lake) => resampleInLake(lake, given, given))
}

type FileFlags = Pick<FlagsOf<typeof flags>, 'to' | 'partial' | 'json'> & { readonly out: string }

function resampleFile(file: string, { to, out, partial, json }: FileFlags): void {
  const timeframe = parseTimeframe(to)
  refuseSameFile(file, out)
  const bars = readCandles(file)
  if (bars.timeframe === timeframe) {
    throw new PlimsollError('usage', `${file} holds ${to} bars already`, 'Choose a larger timeframe.')
  }
  const larger = resample(bars, timeframe, file, { keepPartial: partial })
  if (larger.length === 0) {
    throw new PlimsollError('data', `${file} does not fill one ${to} bar`, 'Choose a smaller timeframe, or --partial.')
  }
  writeCandles(out, larger)
  if (json)
    printJson({ file, bars: bars.length, timeframe: bars.timeframe, out, outBars: larger.length, outTimeframe: to })
  else printLine(`${out}: ${larger.length} bars of ${to}, made of ${bars.length} bars of ${bars.timeframe}`)
}

/** Also when the two paths are spelt differently. */
function refuseSameFile(file: string, out: string): void {
  const source = statSync(file, { throwIfNoEntry: false })
  const target = statSync(out, { throwIfNoEntry: false })
  if (source === undefined || target === undefined || source.ino !== target.ino || source.dev !== target.dev) return
  throw new PlimsollError(
    'usage',
    `${out} is the file that is read`,
    'Give another --out: the source is not overwritten.',
  )
}
