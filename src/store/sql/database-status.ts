import { sql } from 'kysely'
import type { Backend } from './backend.ts'
import { allTables, HEAD } from './migrations/migrations.ts'
import { appliedMigrations } from './migrations/schema-version.ts'
import type { Database } from './open-database.ts'

export interface DatabaseStatus {
  /** Its address, without a password. */
  readonly database: string
  readonly backend: Backend
  readonly schema: number
  /** The schema that this Plimsoll works with. */
  readonly newest: number
  readonly rows: readonly { readonly table: string; readonly count: number }[]
  /** The newest sessions. */
  readonly sessions: readonly SessionStatus[]
}

interface SessionStatus {
  readonly name: string
  readonly mode: string
  readonly state: string
  /** Entries of its journal that the database has. */
  readonly entries: number
}

const MOST_SESSIONS = 20

/** What a person wants to know of a database at a glance. */
export async function statusOf(database: Database): Promise<DatabaseStatus> {
  const { place, backend, reader } = database
  const { length: schema } = await appliedMigrations(reader, backend)
  const status = { database: place, backend, schema, newest: HEAD }
  if (schema === 0) return { ...status, rows: [], sessions: [] }
  const rows: { table: string; count: number }[] = []
  for (const { name } of allTables) {
    const found = await sql<{ count: number }>`select count(*) as count from ${sql.table(name)}`.execute(reader)
    rows.push({ table: name, count: found.rows[0]?.count ?? 0 })
  }
  const sessions = await reader
    .selectFrom('sessions')
    .select(['name', 'mode', 'status', 'state', 'lastSequence as entries'])
    .orderBy('startedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_SESSIONS)
    .execute()
  const told = sessions.map(({ status: life, state, ...session }) => ({ ...session, state: `${life}, ${state}` }))
  return { ...status, rows, sessions: told }
}
