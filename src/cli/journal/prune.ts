import { PlimsollError } from '../../core/errors.ts'
import { listJournals } from '../../store/journal/journal-summary.ts'
import { finishRemovals, type Retention, removeJournal, surplusJournals } from '../../store/journal/prune-journals.ts'
import { userFolder } from '../../store/user-folder.ts'
import { defineCommand } from '../command.ts'
import { integer, number, on } from '../flag.ts'
import { printJson, printLine } from '../output.ts'

/** `plimsoll journal prune`: without --yes it only says what would go. */
export const command = defineCommand({
  about:
    'Removes whole sessions that have ended: those that are old, and the oldest of those that take more than there is room for. ' +
    'Never one that is running or damaged.',
  examples: ['journal prune --keep-days 90', 'journal prune --max-bytes 10000000000 --yes'],
  flags: {
    keepDays: number('days', 'keep sessions that were written in the last so many days', [0, 100_000]),
    maxBytes: integer('bytes', 'keep the newest sessions, as many as fit into this', [0, Number.MAX_SAFE_INTEGER]),
    unfinished: on('also sessions that broke off: they cannot be gone on with any more'),
    yes: on('remove them; without it nothing is removed'),
    json: on('print one JSON document'),
  },
  run: ({ userdir, yes, json, ...retention }) => prune(userFolder(userdir).journal, retention, { yes, json }),
})

function prune(root: string, retention: Retention, { yes, json }: { yes: boolean; json: boolean }): void {
  if (retention.keepDays === undefined && retention.maxBytes === undefined) {
    throw new PlimsollError('usage', 'what may go is not said', 'Add --keep-days, or --max-bytes, or both.')
  }
  if (yes) finishRemovals(root)
  const surplus = surplusJournals(listJournals(root), retention, Date.now())
  const done = yes ? 'removed' : 'would remove'
  const told = surplus.map(({ journal: { session, folder, bytes }, reason }) => {
    if (yes) removeJournal(folder)
    if (!json) printLine(`${done} ${session}: ${reason}, ${bytes} bytes`)
    return { session, bytes, reason }
  })
  const bytes = told.reduce((sum, each) => sum + each.bytes, 0)
  if (json) return printJson({ isRemoved: yes, bytes, sessions: told })
  const sessions = told.length === 1 ? '1 session' : `${told.length} sessions`
  printLine(`${done} ${sessions}, ${bytes} bytes${yes || told.length === 0 ? '' : ': add --yes to do it'}`)
}
