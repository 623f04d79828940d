import type { LogRecord } from './log-record.ts'
import type { RotatingFile } from './rotating-file.ts'

/** After a failure the file is left alone for so long. */
const RETRY_MS = 10_000

export interface OutageListener {
  /** It could not be written; said once until it can be again. */
  failed(file: EnduringFile, error: unknown): void
  recovered(file: EnduringFile, linesLost: number): void
}

/**
 * A log file that never throws. While it cannot be written (disk full, folder read-only) lines are counted as lost, and it is tried
 * again every ten seconds; the first line that it takes again says how many are missing.
 */
export class EnduringFile {
  readonly #file: RotatingFile
  readonly #format: (record: LogRecord) => string
  readonly #listener: OutageListener
  /** Of the record that was given last. */
  #at = 0
  #failedAt: number | undefined
  #triedAt = 0
  #lostInOutage = 0
  /** All of its life. */
  linesLost = 0

  constructor(file: RotatingFile, format: (record: LogRecord) => string, listener: OutageListener) {
    this.#file = file
    this.#format = format
    this.#listener = listener
  }

  get path(): string {
    return this.#file.path
  }

  append(record: LogRecord): void {
    this.#at = record.at
    if (this.#isWaiting(record.at)) return this.#lose()
    try {
      if (this.#failedAt !== undefined) this.#recover(record.at, this.#failedAt)
      this.#file.append(this.#format(record), record.at)
    } catch (error) {
      this.#lose()
      this.#fail(error)
    }
  }

  close(): void {
    try {
      this.#file.close()
    } catch (error) {
      this.#fail(error)
    }
  }

  /** Also when the clock was set back meanwhile it does not wait for longer. */
  #isWaiting(at: number): boolean {
    return this.#failedAt !== undefined && at >= this.#triedAt && at < this.#triedAt + RETRY_MS
  }

  #lose(): void {
    this.linesLost++
    this.#lostInOutage++
  }

  #fail(error: unknown): void {
    const isTold = this.#failedAt !== undefined
    this.#triedAt = this.#at
    this.#failedAt ??= this.#at
    if (!isTold) this.#listener.failed(this, error)
    this.close()
  }

  #recover(at: number, failedAt: number): void {
    const lost = this.#lostInOutage
    const message = `${lost} lines were lost here since ${new Date(failedAt).toISOString()}: the file could not be written`
    this.#file.append(this.#format({ at, level: 'warn', area: 'logs', message, fields: {}, isTrade: false }), at)
    this.#failedAt = undefined
    this.#lostInOutage = 0
    this.#listener.recovered(this, lost)
  }
}
