import { type Kysely, sql } from 'kysely'
import { PlimsollError } from '../../../core/errors.ts'
import type { Backend } from '../backend.ts'
import type { Tables } from '../schema/tables.ts'
import { documentNames } from './document-views.ts'
import { allTables, HEAD, migrations } from './migrations.ts'

const VERSIONS = 'schema_versions'

export interface AppliedMigration {
  readonly version: number
  readonly name: string
  /** UTC, in milliseconds. */
  readonly appliedAt: number
}

/** The migrations that a database went through, in their order; none for one that is empty. */
export async function appliedMigrations(db: Kysely<Tables>, backend: Backend): Promise<readonly AppliedMigration[]> {
  if (!(await hasVersions(db, backend))) return []
  const { rows } = await sql<AppliedMigration>`
    select version, name, applied_at as ${sql.ref('appliedAt')} from schema_versions order by version`.execute(db)
  return rows.map((row) => ({ version: Number(row.version), name: row.name, appliedAt: Number(row.appliedAt) }))
}

/** Refuses a database that went through migrations which this Plimsoll does not know: it could only do harm there. */
export function refuseUnknownSchema(place: string, applied: readonly AppliedMigration[]): void {
  applied.forEach(({ version, name }, index) => {
    if (version > HEAD) {
      const message = `database ${place} has schema ${version} ("${name}"), and this Plimsoll knows schemas up to ${HEAD}`
      throw new PlimsollError('data', message, 'Update Plimsoll, or restore a backup that was made before the update.')
    }
    const known = migrations[index]
    if (known?.version === version && known.name === name) return
    const expected = known === undefined ? 'nothing' : `${known.version} ("${known.name}")`
    const message = `database ${place} has schema ${version} ("${name}") where ${expected} is expected`
    throw new PlimsollError('data', message, 'It was made by another program: give the database of Plimsoll.')
  })
}

/** Refuses a database whose schema is older than this Plimsoll needs. */
export function refuseOldSchema(place: string, applied: readonly AppliedMigration[]): void {
  if (applied.length >= HEAD) return
  const found = applied.length === 0 ? 'no schema' : `schema ${applied.length}`
  throw new PlimsollError(
    'data',
    `database ${place} has ${found}, and schema ${HEAD} is needed`,
    'Run plimsoll db migrate.',
  )
}

/**
 * Refuses a database that no migration has begun in and that holds a table or view with a name of ours: it is that of another program,
 * and MySQL would take its tables for ours and replace its views.
 */
export async function refuseForeignTables(db: Kysely<Tables>, backend: Backend, place: string): Promise<void> {
  const found = await namesOf(db, backend)
  if (found.includes(VERSIONS)) return
  const ours = [...allTables.map(({ name }) => name), ...documentNames]
  const foreign = found.find((name) => ours.includes(name))
  if (foreign === undefined) return
  const message = `database ${place} holds "${foreign}" of another program`
  throw new PlimsollError('data', message, 'Give Plimsoll an empty database of its own.')
}

/** Refuses a database of PostgreSQL that cannot keep every letter: the first row with a foreign one would stop the books. */
export async function refuseEncoding(db: Kysely<Tables>, backend: Backend, place: string): Promise<void> {
  if (backend !== 'postgres') return
  const { rows } = await sql<{ encoding: string }>`
    select pg_encoding_to_char(encoding) as encoding from pg_database where datname = current_database()`.execute(db)
  const encoding = rows[0]?.encoding
  if (encoding === 'UTF8') return
  const cure = "Make it anew: create database … encoding 'UTF8' template template0."
  throw new PlimsollError('data', `database ${place} has the encoding ${encoding}, and must have UTF8`, cure)
}

async function hasVersions(db: Kysely<Tables>, backend: Backend): Promise<boolean> {
  return (await namesOf(db, backend)).includes(VERSIONS)
}

/** Tables and views, as they are at one moment. */
async function namesOf(db: Kysely<Tables>, backend: Backend): Promise<readonly string[]> {
  const schema = backend === 'postgres' ? sql`current_schema()` : sql`database()`
  const query =
    backend === 'sqlite'
      ? sql<{ name: string }>`select name from sqlite_master where type in ('table', 'view')`
      : sql<{ name: string }>`select table_name as name from information_schema.tables where table_schema = ${schema}`
  return (await query.execute(db)).rows.map(({ name }) => name)
}
