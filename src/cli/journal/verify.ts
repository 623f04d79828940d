import { flawError } from '../../store/journal/journal-flaw.ts'
import { type JournalReport, verifyJournal } from '../../store/journal/verify-journal.ts'
import { userFolder } from '../../store/user-folder.ts'
import { defineCommand } from '../command.ts'
import { on } from '../flag.ts'
import { printJson, printLine } from '../output.ts'
import { findJournals } from './find-journals.ts'

/** `plimsoll journal verify`: fails when a journal is damaged. */
export const command = defineCommand({
  about: 'Checks every byte of journals against their chain of hashes. Changes nothing; fails when one is damaged.',
  examples: ['journal verify', 'journal verify paper-20261121-194512-1a2b --json'],
  takes: '[sessions...]',
  takesAbout: 'names of sessions; all of them when none is given',
  flags: { json: on('print one JSON document') },
  run: ({ userdir, json }, names) => verify(userFolder(userdir).journal, names, json),
})

function verify(root: string, names: readonly string[], json: boolean): void {
  const reports = findJournals(root, names).map(({ session, folder }) => ({ ...verifyJournal(folder), session }))
  if (json) printJson(reports)
  else {
    if (reports.length === 0) printLine(`no sessions in ${root}`)
    for (const report of reports) printLine(describe(report))
  }
  const flaw = reports.find((report) => report.flaw !== undefined)?.flaw
  if (flaw !== undefined) throw flawError(flaw)
}

function describe({ session, segments, records, bytes, tornBytes, hash, flaw }: JournalReport): string {
  const size = `${records} records, ${bytes} bytes, ${segments} ${segments === 1 ? 'segment' : 'segments'}`
  if (flaw !== undefined)
    return `${session}: DAMAGED after ${size}: ${flaw.file} at byte ${flaw.offset}: ${flaw.problem}`
  const torn = tornBytes > 0 ? `; ${tornBytes} bytes behind them were never finished` : ''
  return `${session}: whole, ${size}, hash ${hash}${torn}`
}
