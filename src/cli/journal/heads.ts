import { formatHead, type JournalHead, readHead } from '../../store/journal/journal-heads.ts'
import { userFolder } from '../../store/user-folder.ts'
import { defineCommand } from '../command.ts'
import { on } from '../flag.ts'
import { printJson, printLine, printNote } from '../output.ts'
import { findJournals } from './find-journals.ts'

/** `plimsoll journal heads`: fails when a journal is damaged. */
export const command = defineCommand({
  about:
    'Prints where journals end, one a line: HASH  SEQUENCE  TIME  SESSION. Keep the lines on another machine: journal verify --heads FILE then shows when an end was cut off, or a journal was put back from an older copy or forged. Changes nothing; fails when one is damaged.',
  examples: ['journal heads >> /media/other/heads.txt', 'journal heads paper-20261121-194512-1a2b --json'],
  takes: '[sessions...]',
  takesAbout: 'names of sessions; all of them when none is given',
  flags: { json: on('print one JSON document') },
  run: ({ userdir, json }, names) => heads(userFolder(userdir).journal, names, json),
})

function heads(root: string, names: readonly string[], json: boolean): void {
  const ends = findJournals(root, names).map(({ session, folder }) => ({ session, end: readHead(folder) }))
  // After the reading: a journal only grows, so at this time it held what was read.
  const at = `${new Date().toISOString().slice(0, 'yyyy-mm-ddThh:mm:ss'.length)}Z`
  const found = ends.flatMap<JournalHead>(({ session, end }) => (end === undefined ? [] : [{ session, ...end, at }]))
  if (json) return printJson(found)
  for (const line of found.map(formatHead)) printLine(line)
  // Not on stdout, which is kept: this is no head.
  if (found.length === 0) printNote(`no records in ${root}`)
}
