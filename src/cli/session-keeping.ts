import type { PlimsollError } from '../core/errors.ts'
import type { JournalWriter } from '../store/journal/journal-writer.ts'
import { openLogs } from '../store/logs/open-logs.ts'
import { userFolder } from '../store/user-folder.ts'
import type { JournalRecorder, RecordSink } from '../trader/journal-recorder.ts'
import { LoggedRecords } from '../trader/logged-records.ts'
import { PacedJournal } from '../trader/paced-journal.ts'
import type { PaperSession } from '../trader/paper-session.ts'
import type { BooksFlags } from './books-flags.ts'
import { printNote } from './output.ts'
import { openSessionBooks } from './session-books.ts'
import { stopEntries } from './stop-entries.ts'

const RECOVERED = 'the database can be written again and has everything; resume the account to enter again'

/** Everything that a session is kept in: its journal, the database behind that, and the logs. */
export interface SessionKeeping {
  /** Where its records go. */
  readonly sink: RecordSink
  /** What cannot be kept from here on stops the entries of `session`. */
  watch(session: PaperSession, recorder: JournalRecorder): void
  /** Brings the database up to the journal. */
  settle(): Promise<void>
  /** What is written is on the disk, and others may read it. */
  close(): Promise<void>
}

/**
 * Opens the database and the logs of the session whose journal `writer` writes.
 * @throws PlimsollError when the database cannot be written; `writer` stays open
 */
export async function openKeeping(
  given: BooksFlags,
  session: { readonly id: string; readonly folder: string },
  writer: JournalWriter,
): Promise<SessionKeeping> {
  const books = await openSessionBooks(given, session)
  const logs = openLogs({ folder: userFolder(given.userdir).logs, console: 'off' })
  const journal = new PacedJournal(writer, books?.books, () => performance.now())
  return {
    sink: new LoggedRecords(journal, logs),
    watch(watched, recorder) {
      const stopFor = (what: string) => (error: PlimsollError) => {
        logs.error(what, error.message)
        stopEntries(watched, what, error)
      }
      recorder.onFailure = stopFor('journal')
      journal.onShortage = stopFor('journal')
      if (books === undefined) return
      books.books.onFailure = stopFor('database')
      books.books.onRecovery = () => {
        logs.info('database', RECOVERED)
        printNote(RECOVERED)
      }
    },
    settle: () => journal.settle(),
    async close() {
      try {
        journal.close()
      } finally {
        logs.close()
        await books?.close()
      }
    },
  }
}
