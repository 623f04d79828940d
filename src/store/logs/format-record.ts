import type picocolors from 'picocolors'
import { escapeJson, escapeText } from './escape-text.ts'
import type { LogRecord } from './log-record.ts'
import type { PlainValue } from './plain-value.ts'

/** Texts that need no quotes as the value of a field. */
const BARE = /^[\w.:/+@%-]+$/

type Colors = ReturnType<typeof picocolors.createColors>

/** `2025-10-30T14:30:00.000Z INFO  [trade] BTC/USDT bought symbol=BTC/USDT`: the line of the logs that people read. */
export function textLine({ at, level, area, message, fields }: LogRecord): string {
  const head = `${timeText(at)} ${level.toUpperCase().padEnd(5)} [${escapeText(area)}] ${escapeText(message)}`
  return Object.entries(fields).reduce((line, [name, value]) => `${line} ${fieldText(name, value)}`, head)
}

/** The same for a terminal, in colour, without what is nested in the fields: a person who wants it looks into the file. */
export function consoleLine({ at, level, area, message, fields }: LogRecord, colors: Colors): string {
  const simple = Object.entries(fields).filter(([, value]) => typeof value !== 'object' || value === null)
  const details = simple.map(([name, value]) => ` ${fieldText(name, value)}`).join('')
  const name = colorOf(level, colors)(level.toUpperCase().padEnd(5))
  return `${colors.dim(timeText(at))} ${name} [${escapeText(area)}] ${escapeText(message)}${colors.dim(details)}`
}

/** One JSON object: what happened, for programs. */
export function jsonLine({ at, level, area, message, fields }: LogRecord): string {
  return escapeJson(JSON.stringify({ time: timeText(at), level, area, message, fields }))
}

function timeText(at: number): string {
  return new Date(at).toISOString()
}

function fieldText(name: string, value: PlainValue): string {
  const isBare = typeof value !== 'string' ? typeof value !== 'object' : BARE.test(value)
  return `${BARE.test(name) ? name : quoted(name)}=${isBare ? value : quoted(value)}`
}

function quoted(value: PlainValue): string {
  return escapeJson(JSON.stringify(value))
}

function colorOf(level: LogRecord['level'], colors: Colors): (text: string) => string {
  switch (level) {
    case 'error':
      return colors.red
    case 'warn':
      return colors.yellow
    case 'info':
      return colors.green
    case 'debug':
      return colors.gray
  }
}
