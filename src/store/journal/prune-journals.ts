import { basename, dirname, join } from 'node:path'
import { fileError } from '../file-error.ts'
import { fs } from '../fs.ts'
import { JournalLock } from './journal-lock.ts'
import type { JournalSummary } from './journal-summary.ts'

/** What is kept of finished sessions. */
export interface Retention {
  /** Those that were written in the last so many days. */
  readonly keepDays?: number | undefined
  /** The newest, as many as fit into so many bytes together with those that must stay. */
  readonly maxBytes?: number | undefined
  /** Whether sessions that broke off may go too, though they could be gone on with. */
  readonly unfinished: boolean
}

/** A session that goes, and why. */
export interface Surplus {
  readonly journal: JournalSummary
  readonly reason: string
}

const DAY_MS = 86_400_000

/**
 * Which sessions are surplus, the newest first. A running session never is, nor a damaged one: what is wrong with it is for a
 * person to look at.
 * @param journals the newest first
 */
export function surplusJournals(
  journals: readonly JournalSummary[],
  { keepDays, maxBytes, unfinished }: Retention,
  now: number,
): Surplus[] {
  const mayGo = ({ state }: JournalSummary) => state === 'ended' || (unfinished && state === 'broken off')
  let bytes = journals.reduce((sum, journal) => sum + (mayGo(journal) ? 0 : journal.bytes), 0)
  const surplus: Surplus[] = []
  for (const journal of journals.filter(mayGo)) {
    const ageDays = (now - journal.lastWrittenAt) / DAY_MS
    const isOld = keepDays !== undefined && ageDays > keepDays
    if (!isOld) bytes += journal.bytes
    if (isOld) surplus.push({ journal, reason: `${Math.floor(ageDays)} days old` })
    else if (maxBytes !== undefined && bytes > maxBytes) surplus.push({ journal, reason: `beyond ${maxBytes} bytes` })
  }
  return surplus
}

/**
 * Removes a journal with all that is in its folder. The folder gets another name first, so that a half-removed journal is never
 * found under its own; what an interrupted removal left is removed by the next.
 * @throws PlimsollError `usage` when somebody writes it
 */
export function removeJournal(folder: string): void {
  const lock = new JournalLock(folder, Date.now)
  const aside = join(dirname(folder), `.${basename(folder)}${REMOVED}`)
  try {
    fs.rmSync(aside, { recursive: true, force: true })
    fs.renameSync(folder, aside)
    fs.rmSync(aside, { recursive: true })
  } catch (error) {
    lock.release()
    throw fileError('write', folder, error)
  }
}

/** Removes what interrupted removals left in `root`. */
export function finishRemovals(root: string): void {
  if (!fs.existsSync(root)) return
  try {
    for (const name of fs.readdirSync(root)) {
      if (name.startsWith('.') && name.endsWith(REMOVED)) fs.rmSync(join(root, name), { recursive: true })
    }
  } catch (error) {
    throw fileError('write', root, error)
  }
}

const REMOVED = '.removed'
