import { existsSync, linkSync, renameSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { PlimsollError } from '../../../core/errors.ts'
import { fileError } from '../../file-error.ts'
import { databaseError, isSqliteBusy } from '../database-error.ts'
import type { SqliteLocation } from '../parse-database-url.ts'
import { stampOf } from './backup-database.ts'
import { publishFile } from './sync-path.ts'

/**
 * Puts the finished file `temporary` in the place of the database, which is kept beside it under a name with the time.
 * @returns where what was there is now; undefined when nothing was
 */
export function replaceSqliteFile(
  temporary: string,
  { path, place }: SqliteLocation,
  { mayReplace, now }: { readonly mayReplace: boolean; readonly now: number },
): string | undefined {
  const isThere = existsSync(path)
  if (isThere && !mayReplace) {
    const cure = 'Add --yes to replace it; what is there is then kept beside it.'
    throw new PlimsollError('usage', `database ${place} is there already`, cure)
  }
  const kept = `${path}.before-${stampOf(now)}`
  if (existsSync(kept)) throw new PlimsollError('io', `${kept} is there already`, 'Wait a second and try again.')
  if (isThere) makeWhole(path, place)
  try {
    if (isThere) linkSync(path, kept)
    // Left by a file that is damaged or gone: SQLite would take them for changes of the new one.
    for (const suffix of ['-wal', '-shm', '-journal'])
      if (existsSync(`${path}${suffix}`)) renameSync(`${path}${suffix}`, `${kept}${suffix}`)
  } catch (error) {
    throw fileError('write', kept, error)
  }
  publishFile(temporary, path)
  return isThere ? kept : undefined
}

/** Everything into the one file. SQLite refuses this while anybody else has it open, which is the right answer. */
function makeWhole(path: string, place: string): void {
  const database = new DatabaseSync(path, { timeout: 0 })
  try {
    database.exec('pragma journal_mode = delete')
  } catch (error) {
    if (isSqliteBusy(error)) {
      const cure = 'Stop every session and program that uses it, then try again.'
      throw new PlimsollError('io', `database ${place} is in use`, cure, { cause: error })
    }
    // One that is damaged is what backups are for; any other failure stops the restore.
    if (databaseError(place, error).code !== 'data') throw databaseError(place, error)
  } finally {
    database.close()
  }
}
