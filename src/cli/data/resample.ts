import { statSync } from 'node:fs'
import { PlimsollError } from '../../core/errors.ts'
import { parseTimeframe } from '../../core/timeframe.ts'
import { resample } from '../../market/resample.ts'
import { readCandles } from '../../store/read-candles.ts'
import { writeCandles } from '../../store/write-candles.ts'
import { defineCommand } from '../command.ts'
import { type FlagsOf, on, text } from '../flag.ts'
import { printJson, printLine } from '../output.ts'

const flags = {
  to: text('timeframe', 'the larger timeframe', { isRequired: true }),
  out: text('file', 'CSV to write; packed when its name ends in .gz', { isRequired: true }),
  partial: on('also write the last candle when the data end within it'),
  json: on('print what was done as one JSON document'),
}

/** `plimsoll data resample`. */
export const command = defineCommand({
  about: 'Makes the candles of a larger timeframe, as exchanges do.',
  examples: ['data resample BTCUSDT-5m.csv.gz --to 1h --out BTCUSDT-1h.csv.gz'],
  takes: '<file>',
  takesAbout: '.csv or .json, packed with gzip or not',
  flags,
  run: (given, [file = '']) => resampleFile(file, given),
})

function resampleFile(file: string, { to, out, partial, json }: FlagsOf<typeof flags>): void {
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
