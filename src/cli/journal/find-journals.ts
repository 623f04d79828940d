import { PlimsollError } from '../../core/errors.ts'
import { didYouMean } from '../../core/nearest.ts'
import { type JournalSummary, listJournals } from '../../store/journal/journal-summary.ts'

/**
 * The journals of the sessions that are named; of all when none is.
 * @throws PlimsollError `usage` for a name that is not there
 */
export function findJournals(root: string, names: readonly string[]): JournalSummary[] {
  const all = listJournals(root)
  return names.length === 0 ? all : names.map((name) => found(all, root, name))
}

function found(all: readonly JournalSummary[], root: string, name: string): JournalSummary {
  const journal = all.find(({ session }) => session === name)
  if (journal !== undefined) return journal
  const sessions = all.map(({ session }) => session)
  const cure = sessions.length === 0 ? 'There is none at all: check --userdir.' : didYouMean(name, sessions)
  throw new PlimsollError('usage', `there is no journal of session "${name}" in ${root}`, cure)
}
