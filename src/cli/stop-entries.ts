import type { PlimsollError } from '../core/errors.ts'
import type { PaperSession } from '../trader/paper-session.ts'
import { printNote } from './output.ts'

/** What must be kept cannot be: the account gets no larger, everybody is told why, and the command has failed. */
export function stopEntries(session: PaperSession, by: string, { message, cure }: PlimsollError): void {
  process.exitCode = 1
  printNote(`error: no new positions from here on: ${message}\n  ${cure}`)
  session.act({ command: 'halt', by, reason: message, state: 'close_only' })
}
