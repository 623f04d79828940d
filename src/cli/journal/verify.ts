import { flawError } from '../../store/journal/journal-flaw.ts'
import { checkHeads, type KeptHead, misfitError, readHeads, withoutJournal } from '../../store/journal/journal-heads.ts'
import type { JournalReport } from '../../store/journal/verify-journal.ts'
import { userFolder } from '../../store/user-folder.ts'
import { defineCommand } from '../command.ts'
import { on, text } from '../flag.ts'
import { printJson, printLine } from '../output.ts'
import { findJournals } from './find-journals.ts'

/** `plimsoll journal verify`: fails when a journal is damaged, or is not the one that its heads were taken of. */
export const command = defineCommand({
  about:
    'Checks every byte of journals against their chain of hashes, and the journals against heads of them that were kept. Changes nothing; fails when one is damaged or a head does not fit.',
  examples: [
    'journal verify',
    'journal verify paper-20261121-194512-1a2b --json',
    'journal verify --heads /media/other/heads.txt',
  ],
  takes: '[sessions...]',
  takesAbout: 'names of sessions; all of them when none is given',
  flags: {
    heads: text('file', 'lines that journal heads printed: each must be found in its journal'),
    json: on('print one JSON document'),
  },
  run: ({ userdir, heads, json }, names) => verify(userFolder(userdir).journal, names, { heads, json }),
})

interface Given {
  readonly heads: string | undefined
  readonly json: boolean
}

function verify(root: string, names: readonly string[], { heads, json }: Given): void {
  // Before the journals: a head that is added meanwhile may be of a frame that was not there yet.
  const kept = heads === undefined ? undefined : headsOf(names, heads)
  const checks = findJournals(root, names).map(({ session, folder }) => {
    const { report, ...found } = checkHeads(folder, kept?.get(session) ?? [])
    return { ...found, report: { ...report, session, ...(kept !== undefined && { heads: found.fitting }) } }
  })
  if (json) printJson(checks.map(({ report }) => report))
  else {
    if (checks.length === 0) printLine(`no sessions in ${root}`)
    for (const { report } of checks) printLine(`${describe(report)}${tally(report.heads, kept?.get(report.session))}`)
  }
  const flaw = checks.find(({ report }) => report.flaw !== undefined)?.report.flaw
  if (flaw !== undefined) throw flawError(flaw)
  const there = new Set(checks.map(({ report }) => report.session))
  const lost = [...(kept ?? [])].flatMap(([session, all]) => (there.has(session) ? [] : all.map(withoutJournal)))
  const [misfit, ...more] = [...checks.flatMap(({ misfits }) => misfits), ...lost]
  if (misfit !== undefined) throw misfitError(misfit, more.length)
}

/** The heads in a file by session: of those that are named, of all when none is. */
function headsOf(names: readonly string[], file: string): Map<string, KeptHead[]> {
  const heads = readHeads(file).filter(({ session }) => names.length === 0 || names.includes(session))
  return Map.groupBy(heads, ({ session }) => session)
}

function describe({ session, segments, records, bytes, tornBytes, hash, flaw }: JournalReport): string {
  const size = `${records} records, ${bytes} bytes, ${segments} ${segments === 1 ? 'segment' : 'segments'}`
  if (flaw !== undefined)
    return `${session}: DAMAGED after ${size}: ${flaw.file} at byte ${flaw.offset}: ${flaw.problem}`
  const torn = tornBytes > 0 ? `; ${tornBytes} bytes behind them were never finished` : ''
  return `${session}: whole, ${size}, hash ${hash}${torn}`
}

/** Nothing when no heads were asked for. */
function tally(fitting: number | undefined, kept: readonly KeptHead[] = []): string {
  if (fitting === undefined) return ''
  if (fitting < kept.length) return `; ${fitting} of ${kept.length} heads fit`
  return `; ${fitting} ${fitting === 1 ? 'head fits' : 'heads fit'}`
}
