import { PlimsollError } from '../../core/errors.ts'
import { formatTime } from '../../market/format-time.ts'
import { formatLakeKey } from '../../store/lake/lake-key.ts'
import type { KeyReport } from '../../store/lake/verify-key.ts'
import { withLake } from '../lake-flag.ts'
import { formatTable, printJson, printLine } from '../output.ts'
import { chosenEntries, type KeyFlags } from './lake-keys.ts'

/** Reads every chosen file of the lake. Gaps are a result; a file that cannot be trusted is a failure. */
export async function verifyLake(datadir: string, flags: KeyFlags, json: boolean): Promise<void> {
  const reports = await withLake(datadir, async (lake) => {
    const found: KeyReport[] = []
    for (const { key } of chosenEntries(await lake.list(), flags)) found.push(await lake.verify(key))
    return found
  })
  if (json) printJson(reports.map(({ key, ...report }) => ({ key: formatLakeKey(key), ...report })))
  else print(reports, datadir)
  const broken = reports.flatMap((report) => report.broken)
  if (broken.length === 0) return
  throw new PlimsollError(
    'data',
    `${broken.length} ${broken.length === 1 ? 'file' : 'files'} of the lake cannot be trusted: ${broken[0]?.path}`,
    'Run plimsoll data repair: it puts them aside and says what to import or download again.',
  )
}

function print(reports: readonly KeyReport[], datadir: string): void {
  if (reports.length === 0) return printLine(`${datadir} holds no candles.`)
  printLine(formatTable(['candles', 'bars', 'from', 'to', 'gaps', 'missing', 'odd', 'broken'], reports.map(rowOf)))
  for (const { key, broken, quality } of reports) {
    for (const { month, problem } of broken) printLine(`broken: ${formatLakeKey(key)} ${month}: ${problem}`)
    for (const warning of quality.warnings) printLine(`warning: ${formatLakeKey(key)}: ${warning}`)
  }
}

function rowOf({ key, broken, quality }: KeyReport): (string | number)[] {
  const { rows, from, to, gaps, missingBars, ohlcViolations } = quality
  const time = (at: number | null) => (at === null ? '-' : formatTime(at))
  return [formatLakeKey(key), rows, time(from), time(to), gaps, missingBars, ohlcViolations, broken.length]
}
