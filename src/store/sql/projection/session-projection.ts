import { PlimsollError } from '../../../core/errors.ts'
import type { SessionEvent } from '../../../core/session-event.ts'
import type { LedgerPosting } from '../../ledger/ledger-posting.ts'
import type { Database } from '../open-database.ts'
import { auditEntryOf } from './audit-entry-of.ts'
import { Batch } from './batch/batch.ts'
import { projectEvent } from './project-event.ts'
import { addPostings } from './project-ledger.ts'
import { loadSession, makeSession, saveSession } from './project-session.ts'
import type { ProjectedSession } from './projected-session.ts'

/** A record of a journal. */
export interface JournalEntry {
  /** From 1 on, without a gap. */
  readonly sequence: number
  /** Null for a record that is no event: bars. */
  readonly event: SessionEvent | null
  /** The hash of the journal up to here, where it is known. */
  readonly hash?: string
}

/** How far the journal of a session has been taken in. */
export interface Cursor {
  readonly lastSequence: number
  readonly lastHash: string | null
}

export interface ProjectionReport extends Cursor {
  readonly applied: number
  /** Entries that were in the database already. */
  readonly skipped: number
}

export interface ProjectionOptions {
  readonly session: string
  /** The account that it trades with; one of its own, named like the session, when absent. */
  readonly account?: string
  /** The ledger rules. They may remember: they are told of each event once, in order, also of those that are in the database already. */
  readonly postingsOf: (event: SessionEvent) => readonly LedgerPosting[]
}

const NO_POSTINGS: readonly LedgerPosting[] = []

/**
 * Fills the database from the journal of a session, exactly once: the rows of a batch and how far the journal has been taken in are
 * one transaction. So after a crash the journal is simply handed in again, from its first entry on when the ledger rules remember.
 */
export class SessionProjection {
  readonly #database: Database
  readonly #options: ProjectionOptions
  /** Postings of entries that are not in the database for sure: a transaction that is done again must not ask for them again. */
  readonly #postings = new Map<number, readonly LedgerPosting[]>()
  #askedUpTo = 0

  constructor(database: Database, options: ProjectionOptions) {
    this.#database = database
    this.#options = options
  }

  /** Where to go on; undefined for a session that the database does not know. */
  async cursor(): Promise<Cursor | undefined> {
    const query = this.#database.writer.selectFrom('sessions').select(['lastSequence', 'lastHash'])
    return query.where('name', '=', this.#options.session).executeTakeFirst()
  }

  /**
   * Takes in a batch, all of it or nothing. Entries that the database has are skipped.
   * @throws PlimsollError `data` when an entry is missing between the database and the batch, or the postings do not sum to zero
   */
  async apply(batch: readonly JournalEntry[]): Promise<ProjectionReport> {
    this.#askForPostings(batch)
    const report = await this.#database.transaction(async (transaction) => {
      const { backend } = this.#database
      const [first] = batch
      const row =
        (await loadSession(transaction, backend, this.#options.session)) ??
        (await makeSession(transaction, backend, this.#options, first))
      const before = row.lastSequence
      const rows = new Batch(transaction, row)
      await this.#applyTo({ row, batch: rows }, batch)
      await rows.write(backend)
      await saveSession(transaction, row)
      const applied = row.lastSequence - before
      return { applied, skipped: batch.length - applied, lastSequence: row.lastSequence, lastHash: row.lastHash }
    })
    for (const sequence of this.#postings.keys()) if (sequence <= report.lastSequence) this.#postings.delete(sequence)
    return report
  }

  async #applyTo(session: ProjectedSession, batch: readonly JournalEntry[]): Promise<void> {
    const { row } = session
    for (const { sequence, event, hash } of batch) {
      if (sequence <= row.lastSequence) continue
      if (sequence !== row.lastSequence + 1) throw gapError(this.#options.session, row.lastSequence, sequence)
      if (event !== null) {
        const at = 'at' in event && event.at !== null ? event.at : (row.lastAt ?? row.startedAt)
        const projected = { ...session, sequence, event, at }
        await projectEvent(projected)
        addPostings(projected, this.#postings.get(sequence) ?? NO_POSTINGS)
        const entry = auditEntryOf(projected)
        if (entry !== undefined) session.batch.appended.auditEntries.push(entry)
        row.firstAt ??= 'at' in event ? event.at : null
        if ('at' in event && event.at !== null) row.lastAt = event.at
      }
      row.lastSequence = sequence
      row.lastHash = hash ?? null
    }
  }

  #askForPostings(batch: readonly JournalEntry[]): void {
    for (const { sequence, event } of batch) {
      if (sequence <= this.#askedUpTo) continue
      if (event !== null) this.#postings.set(sequence, this.#options.postingsOf(event))
      this.#askedUpTo = sequence
    }
  }
}

function gapError(session: string, last: number, next: number): PlimsollError {
  return new PlimsollError(
    'data',
    `session "${session}": the database has its journal up to ${last}, and ${next} is the next that was handed in`,
    `Hand in the journal from ${last + 1} on.`,
  )
}
