import picocolors from 'picocolors'
import { consoleLine, jsonLine } from './format-record.ts'
import { isLevelAtLeast, type LogLevel, type LogRecord } from './log-record.ts'

/** `human` is for people, `json` for what collects the output of containers. */
export type ConsoleKind = 'human' | 'json' | 'off'

/** What waits for a reader that has stopped reading. Beyond it lines are lost, so that memory is not. */
const WAITING_BYTES_MAX = 4_000_000

/** The log on stderr, so that stdout stays the result of the command. A reader that went away costs its lines and nothing else. */
export class ConsoleLog {
  readonly #kind: ConsoleKind
  readonly #level: LogLevel
  readonly #colors = picocolors.createColors(takesColors())
  linesLost = 0

  constructor(kind: ConsoleKind, level: LogLevel) {
    this.#kind = kind
    this.#level = level
    if (kind !== 'off') process.stderr.on('error', this.#lose)
  }

  append(record: LogRecord): void {
    if (this.#kind === 'off' || !isLevelAtLeast(record.level, this.#level)) return
    if (process.stderr.writableLength > WAITING_BYTES_MAX) return this.#lose()
    const line = this.#kind === 'json' ? jsonLine(record) : consoleLine(record, this.#colors)
    try {
      process.stderr.write(`${line}\n`)
    } catch {
      this.#lose()
    }
  }

  close(): void {
    process.stderr.off('error', this.#lose)
  }

  readonly #lose = (): void => {
    this.linesLost++
  }
}

/** https://no-color.org: set and not empty means no colours. */
function takesColors(): boolean {
  const { NO_COLOR = '', TERM } = process.env
  return process.stderr.isTTY === true && NO_COLOR === '' && TERM !== 'dumb'
}
