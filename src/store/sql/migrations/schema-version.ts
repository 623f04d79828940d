import { type Kysely, sql } from 'kysely'
import { PlimsollError } from '../../../core/errors.ts'
import type { Backend } from '../backend.ts'
import type { Tables } from '../schema/tables.ts'
import { HEAD, migrations } from './migrations.ts'

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

async function hasVersions(db: Kysely<Tables>, backend: Backend): Promise<boolean> {
  const schema = backend === 'postgres' ? sql`current_schema()` : sql`database()`
  const query =
    backend === 'sqlite'
      ? sql`select 1 from sqlite_master where type = 'table' and name = 'schema_versions'`
      : sql`select 1 from information_schema.tables where table_schema = ${schema} and table_name = 'schema_versions'`
  const { rows } = await query.execute(db)
  return rows.length > 0
}
