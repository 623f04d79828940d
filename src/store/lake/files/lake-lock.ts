import { basename } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { PlimsollError } from '../../../core/errors.ts'
import { formatSpan } from '../../../market/format-time.ts'
import { fileError } from '../../file-error.ts'

const RETRY_MS = 25
const LONGEST_WAIT_MS = 120_000
const SQLITE_BUSY = 5

/** A lock that nothing refers to would be freed, and let go, while its holder waits for something. */
const held = new Set<DatabaseSync>()

/**
 * Does `work` while no one else holds the lock at `path`, neither another process nor this one. The lock is that of an empty SQLite
 * file: the operating system lets go of it however its holder ends, so that none is ever left behind.
 */
export async function withLock<T>(path: string, work: () => Promise<T>, longestWaitMs = LONGEST_WAIT_MS): Promise<T> {
  const database = open(path)
  held.add(database)
  try {
    const until = performance.now() + longestWaitMs
    while (!tryToLock(database, path)) {
      if (performance.now() > until) throw busy(path, longestWaitMs)
      await wait(RETRY_MS * (0.5 + Math.random()))
    }
    return await work()
  } finally {
    held.delete(database)
    database.close()
  }
}

function open(path: string): DatabaseSync {
  try {
    // SQLite's own waiting would stop the process, and with it a holder in it.
    return new DatabaseSync(path, { timeout: 0 })
  } catch (error) {
    throw fileError('write', path, error)
  }
}

function tryToLock(database: DatabaseSync, path: string): boolean {
  try {
    database.exec('BEGIN EXCLUSIVE')
    return true
  } catch (error) {
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return false
    throw fileError('write', path, error)
  }
}

function busy(path: string, waitedMs: number): PlimsollError {
  return new PlimsollError(
    'io',
    `another process has been writing to these candles for ${formatSpan(waitedMs)} (${basename(path)})`,
    'Let it finish or end it, and try again.',
  )
}
