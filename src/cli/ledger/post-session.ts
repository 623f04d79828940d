import type { SessionEvent } from '../../core/session-event.ts'
import { LedgerBooks } from '../../store/ledger/ledger-books.ts'
import { parseLedgerEvent } from '../../store/ledger/ledger-event.ts'
import type { LedgerPosting } from '../../store/ledger/ledger-posting.ts'
import { findSession } from '../known-session.ts'

/** A session and its ledger, made anew from its journal. */
export interface PostedSession {
  readonly session: string
  readonly books: LedgerBooks
  /** Its postings, made as they are asked for; the books are complete behind the last. */
  readonly postings: Iterable<LedgerPosting>
}

/** Posts the session `name`, the newest when it is not given. One that still runs is posted as far as it is written. */
export function postSession(userdir: string, name: string | undefined): PostedSession {
  const { id, started, records } = findSession(userdir, name)
  const books = new LedgerBooks()
  return { session: id, books, postings: postingsOf(id, started, records, books) }
}

function* postingsOf(
  id: string,
  started: SessionEvent,
  records: ReturnType<typeof findSession>['records'],
  books: LedgerBooks,
): Iterable<LedgerPosting> {
  yield* books.post(started)
  for (const record of records) {
    if (record.type !== 'event') continue
    const event = parseLedgerEvent(record.text, `record ${record.sequence} of ${id}`)
    if (event !== undefined) yield* books.post(event)
  }
}
