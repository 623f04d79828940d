import type { PlainValue } from './plain-value.ts'

/** From the least to the most important. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const

export type LogLevel = (typeof LOG_LEVELS)[number]

/** Something that happened, ready to be written: every text in it went through the redactor and is of bounded length. */
export interface LogRecord {
  /** The clock of the machine, UTC, in milliseconds. */
  readonly at: number
  readonly level: LogLevel
  /** The part of the program that tells it: `orders`, `feed`. */
  readonly area: string
  readonly message: string
  readonly fields: Readonly<Record<string, PlainValue>>
  /** Whether the log of trades takes it too. */
  readonly isTrade: boolean
}

/** Whether a log that begins with `lowest` takes a record of `level`. */
export function isLevelAtLeast(level: LogLevel, lowest: LogLevel): boolean {
  return LOG_LEVELS.indexOf(level) >= LOG_LEVELS.indexOf(lowest)
}
