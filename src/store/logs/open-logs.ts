import { redactText } from '../../core/redact.ts'
import type { SessionEvent } from '../../core/session-event.ts'
import type { Trade } from '../../core/trade.ts'
import { fileError } from '../file-error.ts'
import { type ConsoleKind, ConsoleLog } from './console-log.ts'
import { describeEvent, describeTrade } from './describe-event.ts'
import { EnduringFile } from './enduring-file.ts'
import { jsonLine, textLine } from './format-record.ts'
import type { LogLevel, LogRecord } from './log-record.ts'
import { plainFields, plainText, type Redact } from './plain-value.ts'
import { RotatingFile } from './rotating-file.ts'

/** Of every log file. */
const BYTES_MAX = 10_000_000
const EARLIER_KEPT = 10

export interface LogsOptions {
  /** Where the files go; it is made when there is something to write. */
  readonly folder: string
  readonly console: ConsoleKind
  /** The lowest level that the console shows, `info` when it is not given. The files always get all. */
  readonly level?: LogLevel
  /** Takes secrets out of every text before anything is written: `redactText` when it is not given. */
  readonly redact?: Redact
  /** The clock of the machine. */
  readonly now?: () => number
  /** Where a file is full, when it is not 10 MB. */
  readonly bytesMax?: number
}

export type LogFields = Readonly<Record<string, unknown>>

/**
 * The logs of a process: console, all (`trading_DAY.log`, and `trading_DAY.jsonl` for programs), errors (`error_DAY.log`) and trades
 * (`trade_DAY.log`). A call comes back when the line is written, and never throws: a log that cannot be written is counted and said
 * once on the console.
 */
export interface Logs {
  debug(area: string, message: string, fields?: LogFields): void
  info(area: string, message: string, fields?: LogFields): void
  warn(area: string, message: string, fields?: LogFields): void
  error(area: string, message: string, fields?: LogFields): void
  /** A trade was closed; not for those that `event` tells. */
  trade(trade: Trade): void
  event(event: SessionEvent): void
  /** Lines that could not be written, over all files. */
  readonly linesLost: number
  /** Why lines are being lost right now, or null. */
  readonly trouble: string | null
  /** Lets go of the files; a line that comes later is still written. */
  close(): void
}

/**
 * Opens the logs of a process.
 * @example openLogs({ folder: userFolder(root).logs, console: 'human' })
 */
export function openLogs(options: LogsOptions): Logs {
  return new OpenLogs(options)
}

type Entry = Pick<LogRecord, 'level' | 'area' | 'message' | 'isTrade'> & { readonly fields: LogFields }

class OpenLogs implements Logs {
  readonly #redact: Redact
  readonly #now: () => number
  readonly #console: ConsoleLog
  readonly #all: readonly EnduringFile[]
  readonly #errors: EnduringFile
  readonly #trades: EnduringFile
  /** The files that cannot be written, and why. */
  readonly #failing = new Map<EnduringFile, string>()

  constructor({
    folder,
    console,
    level = 'info',
    redact = redactText,
    now = Date.now,
    bytesMax = BYTES_MAX,
  }: LogsOptions) {
    this.#redact = redact
    this.#now = now
    this.#console = new ConsoleLog(console, level)
    const open = (name: string, extension: string) => {
      const file = new RotatingFile({ folder, name, extension, bytesMax, earlierKept: EARLIER_KEPT })
      return new EnduringFile(file, extension === 'jsonl' ? jsonLine : textLine, {
        failed: (failed, error) => this.#tellFailure(failed, error),
        recovered: (recovered) => this.#tellRecovery(recovered),
      })
    }
    this.#all = [open('trading', 'log'), open('trading', 'jsonl')]
    this.#errors = open('error', 'log')
    this.#trades = open('trade', 'log')
  }

  debug(area: string, message: string, fields: LogFields = {}): void {
    this.#write({ level: 'debug', area, message, fields, isTrade: false })
  }

  info(area: string, message: string, fields: LogFields = {}): void {
    this.#write({ level: 'info', area, message, fields, isTrade: false })
  }

  warn(area: string, message: string, fields: LogFields = {}): void {
    this.#write({ level: 'warn', area, message, fields, isTrade: false })
  }

  error(area: string, message: string, fields: LogFields = {}): void {
    this.#write({ level: 'error', area, message, fields, isTrade: false })
  }

  trade(trade: Trade): void {
    this.#write({ ...describeTrade(trade), fields: { trade } })
  }

  event(event: SessionEvent): void {
    this.#write({ ...describeEvent(event), fields: { event } })
  }

  get linesLost(): number {
    return [...this.#all, this.#errors, this.#trades].reduce((sum, file) => sum + file.linesLost, 0)
  }

  get trouble(): string | null {
    return this.#failing.values().next().value ?? null
  }

  close(): void {
    for (const file of [...this.#all, this.#errors, this.#trades]) file.close()
    this.#console.close()
  }

  #write({ fields, ...entry }: Entry): void {
    const record = this.#recordOf({ ...entry, fields })
    this.#console.append(record)
    for (const file of this.#all) file.append(record)
    if (record.level === 'error') this.#errors.append(record)
    if (record.isTrade) this.#trades.append(record)
  }

  #recordOf({ level, area, message, fields, isTrade }: Entry): LogRecord {
    const redact = this.#redact
    return {
      at: this.#now(),
      level,
      area: plainText(area, redact),
      message: plainText(message, redact),
      fields: plainFields(fields, redact),
      isTrade,
    }
  }

  /** A full disk fails every file: the first one speaks for all. */
  #tellFailure(file: EnduringFile, error: unknown): void {
    const reason = fileError('write', file.path, error).message
    const isFirst = this.#failing.size === 0
    this.#failing.set(file, reason)
    if (!isFirst) return
    const message = `${reason}. Trading goes on; lines are lost until it can be written again`
    this.#console.append(this.#recordOf({ level: 'error', area: 'logs', message, fields: {}, isTrade: false }))
  }

  #tellRecovery(file: EnduringFile): void {
    this.#failing.delete(file)
    if (this.#failing.size > 0) return
    const message = `the logs can be written again; ${this.linesLost} lines were lost so far`
    this.#console.append(this.#recordOf({ level: 'warn', area: 'logs', message, fields: {}, isTrade: false }))
  }
}
