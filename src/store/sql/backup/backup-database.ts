import { closeSync, openSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { backup } from 'node:sqlite'
import { PlimsollError } from '../../../core/errors.ts'
import { fileError } from '../../file-error.ts'
import { makeFolder } from '../../make-folder.ts'
import { databaseError } from '../database-error.ts'
import { openSqlite } from '../dialects/sqlite-dialect.ts'
import { appliedMigrations } from '../migrations/schema-version.ts'
import type { Database } from '../open-database.ts'
import type { SqliteLocation } from '../parse-database-url.ts'
import { checkSqliteFile } from './check-sqlite-file.ts'
import { checkDump } from './read-dump.ts'
import { publishFile } from './sync-path.ts'
import { writeDump } from './write-dump.ts'

const ALL_PAGES = 2 ** 31 - 1

export interface BackupReport {
  readonly file: string
  readonly bytes: number
  readonly schema: number
}

/**
 * Writes a copy of the database into `folder`, named by its time, while others go on working with it. The copy gets its name only when
 * it has been read again and found right. A SQLite file is copied as it is; of a server every row is written.
 */
export async function backupDatabase(database: Database, folder: string, now: number): Promise<BackupReport> {
  const { location, writer, backend } = database
  const schema = (await appliedMigrations(writer, backend)).length
  makeFolder(folder)
  const file = join(folder, `plimsoll-${stampOf(now)}${location.backend === 'sqlite' ? '.db' : '.jsonl.gz'}`)
  refuseExisting(file)
  const temporary = join(folder, `.plimsoll-${stampOf(now)}.${process.pid}.tmp`)
  rmSync(temporary, { force: true })
  try {
    if (location.backend === 'sqlite') await copySqlite(location, temporary)
    else {
      await writeDump(database, temporary, schema, now)
      await checkDump(temporary)
    }
    publishFile(temporary, file)
  } finally {
    for (const suffix of ['', '-journal']) rmSync(`${temporary}${suffix}`, { force: true })
  }
  return { file, bytes: statSync(file).size, schema }
}

/** A copy is for its owner alone from its first byte on. */
function makePrivate(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600))
  } catch (error) {
    throw fileError('write', path, error)
  }
}

/** A moment as a part of the name of a file: `2024-03-01T12-30-05Z`. */
export function stampOf(now: number): string {
  return `${new Date(now).toISOString().slice(0, 19).replaceAll(':', '-')}Z`
}

async function copySqlite(location: SqliteLocation, temporary: string): Promise<void> {
  const source = openSqlite(location, true)
  try {
    makePrivate(temporary)
    // All pages in one go: between two goes SQLite begins anew whenever another process has written.
    await backup(source, temporary, { rate: ALL_PAGES })
  } catch (error) {
    throw databaseError(`${location.place}, copied to ${dirname(temporary)}`, error)
  } finally {
    source.close()
  }
  checkSqliteFile(temporary)
}

function refuseExisting(file: string): void {
  if (statSync(file, { throwIfNoEntry: false }) === undefined) return
  throw new PlimsollError('io', `${file} is there already`, 'Wait a second and try again.')
}
