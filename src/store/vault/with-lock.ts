import { accessSync, chmodSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { PlimsollError } from '../../core/errors.ts'
import { fileError } from '../file-error.ts'

const PATIENCE_MS = 10_000
const SQLITE_BUSY = 5

/**
 * Runs `action` while no other process or thread is inside a lock of the same path. The lock is one of the operating system, taken
 * through an empty database: it ends with the process that holds it, so that nothing stale is left by a crash. `action` cannot wait.
 */
export function withLock<T>(path: string, action: () => T): T {
  const lock = openLock(path)
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if (!(error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY))
      throw fileError('write', path, error)
    throw new PlimsollError(
      'io',
      `${path} is held by another process for more than ${PATIENCE_MS / 1000} s`,
      'Wait for the other command to end, or stop it, and try again.',
      { cause: error },
    )
  }
  try {
    return action()
  } finally {
    lock.close()
  }
}

function openLock(path: string): DatabaseSync {
  try {
    accessSync(dirname(path)) // says more of a folder that is not there than the database does
    const lock = new DatabaseSync(path, { timeout: PATIENCE_MS })
    // Not by opening the file here: to close any file of that path would take the locks of all threads of this process.
    chmodSync(path, 0o600)
    return lock
  } catch (error) {
    throw fileError('write', path, error)
  }
}
