import { PlimsollError } from '../core/errors.ts'
import { redactText } from '../core/redact.ts'
import { escapeText } from '../store/logs/escape-text.ts'

/** Writes the result of a command to stdout. */
export function printLine(text = ''): void {
  process.stdout.write(`${text}\n`)
}

/** Writes the result as one JSON document. Numbers that JSON cannot hold become null. */
export function printJson(value: unknown): void {
  printLine(JSON.stringify(value, null, 2))
}

/** Writes a remark to stderr, so that stdout stays the result alone. */
export function printNote(text: string): void {
  process.stderr.write(`${text}\n`)
}

/** Writes a failure to stderr: what went wrong and what to do. Only a bug of ours shows its stack; no secret that is known here is shown. */
export function printError(error: unknown): void {
  const text =
    error instanceof PlimsollError
      ? `error: ${error.message}\n  ${error.cure}`
      : `error: this is a bug in Plimsoll, please report it\n${process.getBuiltinModule('node:util').inspect(error)}`
  printNote(escapeLines(redactText(text)))
}

/** An error may tell what an exchange or a file said: that must not steer the terminal. */
function escapeLines(text: string): string {
  return text.split('\n').map(escapeText).join('\n')
}

/** Rows as a table with aligned columns; numbers to the right. */
export function formatTable(headings: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = [headings, ...rows].map((row) => row.map(String))
  const widths = headings.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)))
  const isNumeric = headings.map(
    (_, column) => rows.length > 0 && rows.every((row) => /^[-+]?[\d.,]+%?$|^-$/.test(String(row[column]))),
  )
  const format = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        isNumeric[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd()
  return cells.map(format).join('\n')
}
