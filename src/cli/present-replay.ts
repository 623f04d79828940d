import type { ReplayReport } from '../trader/replay-report.ts'
import { printJson, printLine, printNote } from './output.ts'

/** Prints what a second run of a session found; a difference makes the command fail. */
export function presentReplay(
  session: string,
  { identical, events, bars, difference }: ReplayReport,
  { json, hasEnded }: { readonly json: boolean; readonly hasEnded: boolean },
): void {
  if (!identical) process.exitCode = 1
  if (!hasEnded) printNote(`${session} was cut short, or runs still: it is compared up to its last record`)
  if (json) return printJson({ session, identical, events, bars, ...(difference !== undefined && { difference }) })
  if (difference === undefined) return printLine(`identical: ${events} events over ${bars} bars of ${session}`)
  const where = difference.sequence === null ? 'after the last record' : `record ${difference.sequence}`
  printLine(`different after ${events} events, ${where} of ${session}: ${difference.why}`)
  printLine(`  journal  ${JSON.stringify(difference.journal)}`)
  printLine(`  run      ${JSON.stringify(difference.run)}`)
}
