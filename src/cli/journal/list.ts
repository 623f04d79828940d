import { formatTime } from '../../market/format-time.ts'
import { flawError } from '../../store/journal/journal-flaw.ts'
import { type JournalSummary, listJournals } from '../../store/journal/journal-summary.ts'
import { userFolder } from '../../store/user-folder.ts'
import { defineCommand } from '../command.ts'
import { on } from '../flag.ts'
import { formatTable, printJson, printLine, printNote } from '../output.ts'

/** `plimsoll journal list`. */
export const command = defineCommand({
  about: 'Lists the sessions in the journal, the newest first. Only the last segment of each is checked.',
  examples: ['journal list', 'journal list --json'],
  flags: { json: on('print one JSON document') },
  run: ({ userdir, json }) => list(userFolder(userdir).journal, json),
})

function list(root: string, json: boolean): void {
  const journals = listJournals(root)
  if (json) return printJson(journals)
  if (journals.length === 0) return printLine(`no sessions in ${root}`)
  printLine(
    formatTable(['session', 'begun', 'last written', 'segments', 'records', 'bytes', 'state'], journals.map(row)),
  )
  for (const { flaw } of journals) if (flaw !== undefined) printNote(`damaged: ${flawError(flaw).message}`)
}

function row({ session, createdAt, lastWrittenAt, segments, records, bytes, state }: JournalSummary) {
  const begun = createdAt === null ? '-' : toTheSecond(createdAt)
  return [session, begun, toTheSecond(lastWrittenAt), segments, records, bytes, state]
}

function toTheSecond(at: number): string {
  return formatTime(Math.floor(at / 1000) * 1000)
}
