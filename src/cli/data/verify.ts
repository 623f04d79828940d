import { formatTime } from '../../market/format-time.ts'
import { checkQuality } from '../../market/quality.ts'
import type { QualityReport } from '../../market/quality-report.ts'
import { readCandleRows } from '../../store/read-candles.ts'
import { defineCommand } from '../command.ts'
import { on } from '../flag.ts'
import { lakeFlag } from '../lake-flag.ts'
import { formatTable, printJson, printLine } from '../output.ts'
import { keyFlags } from './lake-keys.ts'

const GAPS_SHOWN = 10

/** `plimsoll data verify` counts the defects of a file; that there are some is a result and no failure. A broken lake is one. */
export const command = defineCommand({
  about: 'Counts gaps and every other defect of a candle file, or checks every file of the lake. Changes nothing.',
  examples: ['data verify BTCUSDT-5m.csv.gz', 'data verify candles.json --json', 'data verify --exchange binance'],
  takes: '[file]',
  takesAbout: '.csv or .json, packed with gzip or not; without one the lake is checked',
  flags: { ...keyFlags, datadir: lakeFlag, json: on('print one JSON document, with every gap') },
  run: async (given, [file]) => {
    if (file !== undefined) return verify(file, given.json)
    const { verifyLake } = await import('./verify-lake.ts')
    return verifyLake(given.datadir, given, given.json)
  },
})

function verify(file: string, json: boolean): void {
  const report = checkQuality(readCandleRows(file), { now: Date.now() })
  if (json) printJson({ file, ...report, from: iso(report.from), to: iso(report.to) })
  else printReport(report)
}

function iso(at: number | null): string | null {
  return at === null || Math.abs(at) > 8.64e15 ? null : new Date(at).toISOString()
}

function printReport({ gapList, warnings, from, to, ...figures }: QualityReport): void {
  const rows = Object.entries({
    from: time(from),
    to: time(to),
    ...figures,
    maxAbsReturnAt: time(figures.maxAbsReturnAt),
  })
  printLine(
    formatTable(
      ['figure', 'value'],
      rows.map(([name, value]) => [name, String(value ?? '-')]),
    ),
  )
  printLine()
  for (const { afterTime, missingBars } of gapList.slice(0, GAPS_SHOWN)) {
    printLine(`gap: ${missingBars} bars missing after ${formatTime(afterTime)}`)
  }
  if (gapList.length > GAPS_SHOWN) printLine(`gap: ${gapList.length - GAPS_SHOWN} more (--json lists all)`)
  for (const warning of warnings) printLine(`warning: ${warning}`)
  if (warnings.length === 0) printLine('No defects found.')
}

function time(at: number | null): string {
  return at === null ? '-' : formatTime(at)
}
