import type { Command } from 'commander'
import { formatTime } from '../../market/format-time.ts'
import { checkQuality } from '../../market/quality.ts'
import { readCandleRows } from '../../store/read-candles.ts'
import { newCommand } from '../command.ts'
import { formatTable, printJson, printLine } from '../output.ts'

/** `plimsoll data info`: what is in which file. */
export function infoCommand(): Command {
  return newCommand('info', 'Lists candle files with their timeframe, span and prices.', [
    'data info data/*.csv.gz',
    'data info BTCUSDT-5m.csv --json',
  ])
    .argument('<files...>', '.csv or .json, packed with gzip or not')
    .option('--json', 'print one JSON document')
    .action(info)
}

function info(files: string[], { json }: { json?: boolean }): void {
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
