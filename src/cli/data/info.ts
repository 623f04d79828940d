import { formatTime } from '../../market/format-time.ts'
import { checkQuality } from '../../market/quality.ts'
import { readCandleRows } from '../../store/read-candles.ts'
import { defineCommand } from '../command.ts'
import { on } from '../flag.ts'
import { formatTable, printJson, printLine } from '../output.ts'

/** `plimsoll data info`: what is in which file. */
export const command = defineCommand({
  about: 'Lists candle files with their timeframe, span and prices.',
  examples: ['data info data/*.csv.gz', 'data info BTCUSDT-5m.csv --json'],
  takes: '<files...>',
  takesAbout: '.csv or .json, packed with gzip or not',
  flags: { json: on('print one JSON document') },
  run: info,
})

function info({ json }: { readonly json: boolean }, files: readonly string[]): void {
  const rows = files.map(describe)
  if (json) printJson(rows)
  else
    printLine(
      formatTable(
        HEADINGS,
        rows.map((row) => HEADINGS.map((heading) => row[heading] ?? '-')),
      ),
    )
}

const HEADINGS = ['file', 'timeframe', 'rows', 'from', 'to', 'missingBars', 'minLow', 'maxHigh', 'warnings'] as const

function describe(file: string): Readonly<Record<(typeof HEADINGS)[number], string | number | null>> {
  const { timeframe, rows, from, to, missingBars, minLow, maxHigh, warnings } = checkQuality(readCandleRows(file))
  const time = (at: number | null) => (at === null ? null : formatTime(at))
  return {
    file,
    timeframe,
    rows,
    from: time(from),
    to: time(to),
    missingBars,
    minLow,
    maxHigh,
    warnings: warnings.length,
  }
}
