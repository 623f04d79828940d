import { PlimsollError } from '../core/errors.ts'
import { segmentsOf } from '../store/journal/segments-of.ts'
import { LedgerBooks } from '../store/ledger/ledger-books.ts'
import { keepSegments } from '../store/sql/journal-segments.ts'
import { type Database, openDatabase } from '../store/sql/open-database.ts'
import { SessionProjection } from '../store/sql/projection/session-projection.ts'
import { findFileFlaws } from '../store/sql/verify/find-file-flaws.ts'
import { SessionBooks } from '../trader/session-books.ts'
import type { BooksFlags } from './books-flags.ts'
import { databaseUrl, poolSize } from './db/database-url.ts'

/** The database of a session. */
export interface OpenBooks {
  readonly books: SessionBooks
  close(): Promise<void>
}

/**
 * Opens the database that a session fills, and brings it up to what is in the journal at `folder`; undefined when none is wanted.
 * @throws PlimsollError when it cannot be written: a session does not begin without its books
 */
export async function openSessionBooks(
  given: BooksFlags,
  { id, folder }: { readonly id: string; readonly folder: string },
): Promise<OpenBooks | undefined> {
  if (given.noDatabase) return undefined
  const database = await openDatabase({ url: databaseUrl(given), ...poolSize() })
  const ledger = new LedgerBooks()
  const projection = new SessionProjection(database, { session: id, postingsOf: (event) => ledger.post(event) })
  const books = new SessionBooks({ folder, projection, now: () => performance.now() })
  try {
    await refuseDamage(database)
    await books.catchUp()
  } catch (error) {
    await database.close()
    throw error
  }
  return {
    books,
    async close() {
      try {
        if (books.isWhole) await keepSegments(database, id, segmentsOf(folder))
      } finally {
        await database.close()
      }
    },
  }
}

/** A file of SQLite with a page that is damaged can be read and written for long before anybody sees it. */
async function refuseDamage(database: Database): Promise<void> {
  const [flaw] = await findFileFlaws(database)
  if (flaw === undefined) return
  const cure = 'See plimsoll db verify; put it back from a backup (plimsoll db restore), or begin a new one beside it.'
  throw new PlimsollError('data', `database ${database.place}: ${flaw}`, cure)
}
