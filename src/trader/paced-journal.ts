import { PlimsollError } from '../core/errors.ts'
import type { SessionEvent } from '../core/session-event.ts'
import type { Bars } from '../market/bars.ts'
import type { JournalWriter } from '../store/journal/journal-writer.ts'
import type { RecordSink } from './journal-recorder.ts'
import type { SessionBooks } from './session-books.ts'

/** What was written is given to the disk after that long at most. */
const SYNC_AFTER_MS = 50

const SHORTAGE = 'no space left on the disk: the journal goes on in the little that was reserved for exits'

/**
 * The journal of a session on paper, and its database behind it. Nothing outside depends on a record, and what follows from the bars can
 * be worked out again, so records do not wait for the disk: it takes what was written up to twenty times a second, while the session goes on. Rows
 * of the database do wait, and so does what a person asked for, until it is written: the end of the process loses nothing of that.
 */
export class PacedJournal implements RecordSink {
  /** The disk is full: told once, between two moments. For a while records are kept all the same. */
  onShortage: (error: PlimsollError) => void = (error) => {
    throw error
  }
  #isShortageTold = false
  readonly #writer: JournalWriter
  readonly #books: SessionBooks | undefined
  readonly #now: () => number
  #syncedAt = Number.NEGATIVE_INFINITY
  #timer: NodeJS.Timeout | undefined
  /** No candle would bring it back. */
  #hasCommand = false
  #hasFailed = false
  #untold: PlimsollError | undefined

  /** @param now a steady clock in milliseconds */
  constructor(writer: JournalWriter, books: SessionBooks | undefined, now: () => number) {
    this.#writer = writer
    this.#books = books
    this.#now = now
  }

  appendEvent(event: SessionEvent): void {
    let sequence: number
    try {
      sequence = this.#writer.appendEvent(event)
    } catch (error) {
      return this.#fail(error)
    }
    if (event.type === 'command') this.#hasCommand = true
    this.#books?.note(sequence, event)
  }

  appendBars(market: number, bars: Bars, from: number, to: number): void {
    const sequence = this.#attempt(() => this.#writer.appendBars(market, bars, from, to))
    this.#books?.note(sequence, null)
  }

  commit(): void {
    this.#attempt(() => this.#write())
    if (!this.#writer.isShortOfSpace || this.#isShortageTold) return
    this.#isShortageTold = true
    this.onShortage(new PlimsollError('io', SHORTAGE, 'Free some space, then resume entries (r on the screen).'))
  }

  /** Brings the database up to what is in the journal. A journal that failed has nothing for it any more. */
  async settle(): Promise<void> {
    if (this.#books?.isDue !== true) return
    this.#remember(() => this.#writer.commit())
    if (!this.#hasFailed) await this.#books.settle(this.#writer.hash)
  }

  /** @throws PlimsollError `io` for what has failed since the last record */
  close(): void {
    clearTimeout(this.#timer)
    // A writer that has failed closes without a word: first of all it is asked.
    this.#remember(() => this.#writer.commit())
    this.#writer.close()
    if (this.#untold !== undefined) throw this.#untold
  }

  #write(): void {
    if (this.#hasCommand) this.#writer.flush()
    this.#hasCommand = false
    const waitMs = this.#syncedAt + SYNC_AFTER_MS - this.#now()
    if (waitMs <= 0) return this.#syncLater()
    this.#writer.write()
    // Until more is written hours may pass.
    this.#timer ??= setTimeout(() => this.#remember(() => this.#syncLater()), waitMs).unref()
  }

  #syncLater(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#syncedAt = this.#now()
    this.#writer.commitLater()
  }

  #attempt<T>(work: () => T): T {
    try {
      return work()
    } catch (error) {
      return this.#fail(error)
    }
  }

  #fail(error: unknown): never {
    this.#hasFailed = true
    this.#untold = undefined
    throw error
  }

  /** What fails here is thrown with the next record, for which the writer takes no more, or by the end. What was told is not told again. */
  #remember(work: () => void): void {
    if (this.#hasFailed) return
    try {
      work()
    } catch (error) {
      if (!(error instanceof PlimsollError)) throw error
      this.#hasFailed = true
      this.#untold = error
    }
  }
}
