import { PlimsollError } from '../../core/errors.ts'
import type { JournalSummary } from '../../store/journal/journal-summary.ts'
import { type JournalRecord, readJournal } from '../../store/journal/read-journal.ts'
import { userFolder } from '../../store/user-folder.ts'
import { writeFileAtomically } from '../../store/write-file.ts'
import { defineCommand } from '../command.ts'
import { on, text } from '../flag.ts'
import { printJson, printLine, printNote } from '../output.ts'
import { EventTable } from './event-table.ts'
import { findJournals } from './find-journals.ts'

/** `plimsoll journal export`. */
export const command = defineCommand({
  about: 'Writes every event of a session as CSV, one a line. Bars are left out.',
  examples: ['journal export paper-20261121-194512-1a2b --csv events.csv'],
  takes: '<session>',
  takesAbout: 'name of the session',
  flags: {
    csv: text('file', 'CSV to write', { isRequired: true }),
    damaged: on('write what comes before the damage of a damaged journal'),
    json: on('print what was written as one JSON document'),
  },
  run: ({ userdir, csv, damaged, json }, names) => {
    for (const journal of findJournals(userFolder(userdir).journal, names)) write(journal, { csv, damaged, json })
  },
})

interface Given {
  readonly csv: string
  readonly damaged: boolean
  readonly json: boolean
}

function write({ session, folder }: JournalSummary, { csv, damaged, json }: Given): void {
  const read = () => (damaged ? upToTheDamage(folder) : readJournal(folder))
  const table = new EventTable(read())
  writeFileAtomically(csv, table.lines(read()))
  if (json) printJson({ session, file: csv, events: table.events })
  else printLine(`${csv}: ${table.events} events of ${session}`)
}

function* upToTheDamage(folder: string): Generator<JournalRecord, void, void> {
  try {
    yield* readJournal(folder)
  } catch (error) {
    if (!(error instanceof PlimsollError && error.code === 'data')) throw error
    printNote(`only what comes before the damage: ${error.message}`)
  }
}
