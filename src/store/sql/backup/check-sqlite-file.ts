import { chmodSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { PlimsollError } from '../../../core/errors.ts'
import { databaseError } from '../database-error.ts'

/** Makes one file of a copy that nobody else has open, and refuses it when SQLite finds anything wrong with it. */
export function checkSqliteFile(path: string): void {
  chmodSync(path, 0o600)
  const database = new DatabaseSync(path)
  try {
    database.exec('pragma journal_mode = delete')
    const [problem] = [...texts(database, 'pragma integrity_check').filter((text) => text !== 'ok')]
    const strays = database.prepare('pragma foreign_key_check').all().length
    if (problem === undefined && strays === 0) return
    const what = problem ?? `${strays} rows name rows that are not there`
    throw new PlimsollError('data', `the copy ${path} is damaged: ${what}`, 'Run plimsoll db verify on the database.')
  } catch (error) {
    throw databaseError(path, error)
  } finally {
    database.close()
  }
}

function texts(database: DatabaseSync, query: string): string[] {
  return database
    .prepare(query)
    .all()
    .map((row) => String(Object.values(row)[0]))
}
