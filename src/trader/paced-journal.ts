import type { SessionEvent } from '../core/session-event.ts'
import type { Bars } from '../market/bars.ts'
import type { JournalWriter } from '../store/journal/journal-writer.ts'
import type { RecordSink } from './journal-recorder.ts'
import type { SessionBooks } from './session-books.ts'

/** What was written waits for the disk no longer than that. */
const SYNC_AFTER_MS = 100

/**
 * The journal of a session on paper, and its database behind it. Nothing outside depends on a record, and what follows from the bars can
 * be worked out again, so the disk is waited for at most ten times a second; the end of the process loses nothing that was written.
 */
export class PacedJournal implements RecordSink {
  readonly #writer: JournalWriter
  readonly #books: SessionBooks | undefined
  readonly #now: () => number
  #syncedAt = Number.NEGATIVE_INFINITY
  #hasFailed = false

  /** @param now a steady clock in milliseconds */
  constructor(writer: JournalWriter, books: SessionBooks | undefined, now: () => number) {
    this.#writer = writer
    this.#books = books
    this.#now = now
  }

  appendEvent(event: SessionEvent): void {
    const sequence = this.#attempt(() => this.#writer.appendEvent(event))
    this.#books?.note(sequence, event)
  }

  appendBars(market: number, bars: Bars, from: number, to: number): void {
    const sequence = this.#attempt(() => this.#writer.appendBars(market, bars, from, to))
    this.#books?.note(sequence, null)
  }

  commit(): void {
    const now = this.#now()
    this.#attempt(() => {
      if (now - this.#syncedAt < SYNC_AFTER_MS) return this.#writer.flush()
      this.#writer.commit()
      this.#syncedAt = now
    })
  }

  /** Brings the database up to what is in the journal. A journal that failed has nothing for it any more. */
  async settle(): Promise<void> {
    if (this.#hasFailed || this.#books?.isDue !== true) return
    this.#attempt(() => this.#writer.commit())
    await this.#books.settle(this.#writer.hash)
  }

  #attempt<T>(work: () => T): T {
    try {
      return work()
    } catch (error) {
      this.#hasFailed = true
      throw error
    }
  }
}
