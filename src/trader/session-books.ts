import { PlimsollError } from '../core/errors.ts'
import type { SessionEvent } from '../core/session-event.ts'
import { type JournalRecord, readJournal } from '../store/journal/read-journal.ts'
import type { JournalEntry, SessionProjection } from '../store/sql/projection/session-projection.ts'

/** Entries of a journal that go into the database at once when it has fallen behind. */
const BATCH = 500
/** A database that failed is tried again after so long. */
const RETRY_MS = 5000
/** Entries that wait in memory; with more of them the journal is read again. */
const MOST_WAITING = 10_000

/** What the database of a session is filled from. */
export interface BooksOptions {
  /** Of the journal. */
  readonly folder: string
  readonly projection: SessionProjection
  /** A steady clock in milliseconds. */
  readonly now: () => number
}

/**
 * Fills the database of a session behind its journal. What is not on the disk in the journal is never in the database, so a crash
 * between the two costs nothing: the database catches up from the journal.
 */
export class SessionBooks {
  /** The database cannot be written: told once, until it can be again. */
  onFailure: (error: PlimsollError) => void = (error) => {
    throw error
  }
  /** It can be written again, and has everything. */
  onRecovery: () => void = () => {}
  readonly #options: BooksOptions
  #waiting: JournalEntry[] = []
  /** Whether entries are missing that no longer wait: they are read from the journal. */
  #isBehind = false
  #hasFailed = false
  #retryAt = Number.NEGATIVE_INFINITY

  constructor(options: BooksOptions) {
    this.#options = options
  }

  /** The journal has one more entry; bars are none of their own in the database. */
  note(sequence: number, event: SessionEvent | null): void {
    if (this.#isBehind) return
    this.#waiting.push({ sequence, event })
    if (this.#waiting.length > MOST_WAITING) this.#fallBehind()
  }

  /** Whether the database has all that was noted. */
  get isWhole(): boolean {
    return this.#waiting.length === 0 && !this.#isBehind
  }

  /** Whether there is something to be written. */
  get isDue(): boolean {
    return !this.isWhole && this.#options.now() >= this.#retryAt
  }

  /** Writes what was noted, all of which is on the disk; `hash` is that of the journal. */
  async settle(hash: string): Promise<void> {
    const { projection, now } = this.#options
    try {
      if (this.#isBehind) await this.catchUp()
      else await projection.apply(withHash(this.#waiting, hash))
      this.#waiting = []
      if (this.#hasFailed) this.onRecovery()
      this.#hasFailed = false
    } catch (error) {
      if (!(error instanceof PlimsollError)) throw error
      this.#fallBehind()
      this.#retryAt = now() + RETRY_MS
      if (!this.#hasFailed) this.onFailure(error)
      this.#hasFailed = true
    }
  }

  /**
   * Takes in the whole journal; what the database has already is skipped.
   * @throws PlimsollError when the database has more than the journal: then the journal has lost records
   */
  async catchUp(): Promise<void> {
    const { folder, projection } = this.#options
    const cursor = await projection.cursor()
    let last = 0
    let batch: JournalEntry[] = []
    for (const record of readJournal(folder)) {
      last = record.sequence
      batch.push(entryOf(record))
      if (batch.length < BATCH) continue
      await projection.apply(batch)
      batch = []
    }
    if (cursor !== undefined && cursor.lastSequence > last) throw lostRecords(folder, last, cursor.lastSequence)
    if (batch.length > 0) await projection.apply(batch)
    this.#isBehind = false
  }

  #fallBehind(): void {
    this.#waiting = []
    this.#isBehind = true
  }
}

/** The hash of the journal belongs to its last entry. */
function withHash(entries: readonly JournalEntry[], hash: string): JournalEntry[] {
  return entries.map((entry, k) => (k === entries.length - 1 ? { ...entry, hash } : entry))
}

/** The hashes of the journal say that an event is as the session wrote it. */
function entryOf(record: JournalRecord): JournalEntry {
  const { sequence } = record
  return { sequence, event: record.type === 'bars' ? null : (JSON.parse(record.text) as SessionEvent) }
}

function lostRecords(folder: string, last: number, known: number): PlimsollError {
  return new PlimsollError(
    'data',
    `${folder} ends with record ${last}, but the database has its records up to ${known}: the journal has lost some`,
    'Put the folder back from a backup; nothing was changed.',
  )
}
