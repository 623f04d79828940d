import { closeSync, copyFileSync, openSync, readSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PlimsollError } from '../../../core/errors.ts'
import { fileError } from '../../file-error.ts'
import { makeFolder } from '../../make-folder.ts'
import { connect } from '../connect.ts'
import { HEAD } from '../migrations/migrations.ts'
import { openDatabase } from '../open-database.ts'
import { type DatabaseLocation, parseDatabaseUrl, type SqliteLocation } from '../parse-database-url.ts'
import { checkSqliteFile } from './check-sqlite-file.ts'
import { loadDump } from './load-dump.ts'
import { checkDump } from './read-dump.ts'
import { replaceSqliteFile } from './replace-sqlite-file.ts'

export interface RestoreOptions {
  /** A backup: a SQLite file or a dump. */
  readonly file: string
  readonly url: string
  /** Whether a SQLite file that is there may be replaced. */
  readonly mayReplace: boolean
  readonly now: number
}

export interface RestoreReport {
  readonly place: string
  readonly schema: number
  /** Where the file is that was replaced. */
  readonly kept: string | undefined
}

/**
 * Puts a backup where the database is. It is checked from end to end before anything changes. A SQLite file that is there is kept
 * beside the new one; a database on a server must be empty.
 */
export async function restoreDatabase({ file, url, mayReplace, now }: RestoreOptions): Promise<RestoreReport> {
  const location = parseDatabaseUrl(url)
  const kind = kindOf(file)
  if (kind === 'dump') await checkDump(file)
  else refuseUnfinished(file)
  if (location.backend === 'sqlite') return restoreFile(file, kind, location, mayReplace, now)
  if (kind === 'sqlite') {
    const cure = 'A server takes dumps alone. Restore it into a SQLite file, or give a backup that ends in .jsonl.gz.'
    throw new PlimsollError('usage', `${file} is a SQLite file, and ${location.place} is on a server`, cure)
  }
  await loadInto(file, location)
  return { place: location.place, schema: HEAD, kept: undefined }
}

async function restoreFile(
  file: string,
  kind: 'sqlite' | 'dump',
  location: SqliteLocation,
  mayReplace: boolean,
  now: number,
): Promise<RestoreReport> {
  makeFolder(dirname(location.path))
  const temporary = join(dirname(location.path), `.restore.${process.pid}.tmp`)
  removeSqlite(temporary)
  try {
    if (kind === 'sqlite') copy(file, temporary)
    else await loadInto(file, { ...location, path: temporary })
    // Also brings the schema of an older backup to that of today, and refuses one of a newer Plimsoll, before anything is replaced.
    const restored = await openDatabase({ url: temporary })
    await restored.close()
    checkSqliteFile(temporary)
    const kept = replaceSqliteFile(temporary, location, { mayReplace, now })
    return { place: location.place, schema: HEAD, kept }
  } finally {
    removeSqlite(temporary)
  }
}

async function loadInto(file: string, location: DatabaseLocation): Promise<void> {
  const db = await connect(location, { poolSize: 1, statementTimeoutMs: 3_600_000 })
  try {
    await loadDump(db, location, file)
  } finally {
    await db.destroy()
  }
}

function kindOf(file: string): 'sqlite' | 'dump' {
  const head = headOf(file)
  if (head.subarray(0, 15).toString('latin1') === 'SQLite format 3') return 'sqlite'
  if (head[0] === 0x1f && head[1] === 0x8b) return 'dump'
  throw new PlimsollError(
    'data',
    `${file} is no backup of Plimsoll`,
    'Give a file that plimsoll db backup has written.',
  )
}

/** What is beside a file that was in use belongs to it: without that its newest rows would be missing, and nobody would notice. */
function refuseUnfinished(file: string): void {
  for (const suffix of ['-wal', '-journal']) {
    if ((statSync(`${file}${suffix}`, { throwIfNoEntry: false })?.size ?? 0) === 0) continue
    const message = `${file} is no finished backup: a part of it is in ${file}${suffix}`
    throw new PlimsollError('data', message, `Make a backup of it first: plimsoll db backup --database ${file}`)
  }
}

function headOf(file: string): Buffer {
  try {
    const opened = openSync(file, 'r')
    try {
      const head = Buffer.alloc(16)
      return head.subarray(0, readSync(opened, head))
    } finally {
      closeSync(opened)
    }
  } catch (error) {
    throw fileError('read', file, error)
  }
}

function copy(file: string, target: string): void {
  try {
    copyFileSync(file, target)
  } catch (error) {
    throw fileError('write', target, error)
  }
}

function removeSqlite(path: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${path}${suffix}`, { force: true })
}
