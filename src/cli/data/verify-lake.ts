import { PlimsollError } from '../../core/errors.ts'
import { formatTime } from '../../market/format-time.ts'
import type { LakeEntry } from '../../store/lake/lake-entry.ts'
import { formatLakeKey } from '../../store/lake/lake-key.ts'
import type { KeyReport } from '../../store/lake/verify-key.ts'
import { withLake } from '../lake-flag.ts'
import { formatTable, printJson, printLine } from '../output.ts'
import { chosenEntries, type KeyFlags } from './lake-keys.ts'
import { openBars, openHolesLine } from './open-holes-line.ts'

interface Verified {
  readonly entry: LakeEntry
  readonly report: KeyReport
}

/** Reads every chosen file of the lake. Gaps are a result; a file that cannot be trusted is a failure. */
export async function verifyLake(datadir: string, flags: KeyFlags, json: boolean): Promise<void> {
  const done = await withLake(datadir, async (lake) => {
    const found: Verified[] = []
    for (const entry of chosenEntries(await lake.list(), flags)) {
      found.push({ entry, report: await lake.verify(entry.key) })
    }
    return found
  })
  if (json) printJson(done.map(({ report: { key, ...report } }) => ({ key: formatLakeKey(key), ...report })))
  else print(done, datadir)
  const broken = done.flatMap(({ report }) => report.broken)
  if (broken.length === 0) return
  throw new PlimsollError(
    'data',
    `${broken.length} ${broken.length === 1 ? 'file' : 'files'} of the lake cannot be trusted: ${broken[0]?.path}`,
    'Run plimsoll data repair: it puts them aside and says what to import or download again.',
  )
}

const HEADINGS = ['candles', 'bars', 'from', 'to', 'gaps', 'missing', 'open', 'odd', 'broken']

function print(done: readonly Verified[], datadir: string): void {
  if (done.length === 0) return printLine(`${datadir} holds no candles.`)
  printLine(
    formatTable(
      HEADINGS,
      done.map(({ report }) => rowOf(report)),
    ),
  )
  for (const { entry, report } of done) {
    const { key, broken, quality, openHoles } = report
    const open = openHolesLine(entry, openHoles, datadir)
    if (open !== undefined) printLine(`open: ${open}`)
    for (const { month, problem } of broken) printLine(`broken: ${formatLakeKey(key)} ${month}: ${problem}`)
    for (const warning of quality.warnings) printLine(`warning: ${formatLakeKey(key)}: ${warning}`)
  }
}

function rowOf({ key, broken, quality, openHoles }: KeyReport): (string | number)[] {
  const { rows, from, to, gaps, missingBars, ohlcViolations } = quality
  const time = (at: number | null) => (at === null ? '-' : formatTime(at))
  const open = openBars(openHoles, key.timeframe)
  return [formatLakeKey(key), rows, time(from), time(to), gaps, missingBars, open, ohlcViolations, broken.length]
}
