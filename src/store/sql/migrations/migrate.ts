import { setTimeout as pause } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import { PlimsollError } from '../../../core/errors.ts'
import type { Backend } from '../backend.ts'
import type { Tables } from '../schema/tables.ts'
import { HEAD, type Migration, migrations } from './migrations.ts'
import { appliedMigrations, refuseEncoding, refuseForeignTables, refuseUnknownSchema } from './schema-version.ts'

export interface MigrateOptions {
  readonly backend: Backend
  /** What messages call the database. */
  readonly place: string
  /** The schema to stop at, for what restores older backups; the newest otherwise. */
  readonly target?: number
  /** Longest wait for another process that migrates the same database. */
  readonly lockTimeoutMs?: number
  /** Told of every statement before it runs, and of the end. */
  readonly observe?: (statement: string) => void
}

export interface MigrationReport {
  readonly from: number
  readonly to: number
  /** Names of the migrations that were done. */
  readonly applied: readonly string[]
}

const LOCK_TIMEOUT_MS = 60_000
const LOCK_POLL_MS = 100
/** Any number that no other program uses for its advisory locks. */
const POSTGRES_LOCK = 7_311_046_205

/**
 * Brings a database to the newest schema. A step is one transaction where the server can take back changes of a schema; on MySQL its
 * statements can be repeated. So a process that dies anywhere leaves something that the next call finishes, and two processes never
 * migrate at once.
 */
export async function migrate(db: Kysely<Tables>, options: MigrateOptions): Promise<MigrationReport> {
  const { backend, place, target = HEAD, observe } = options
  return db.connection().execute(async (connection) => {
    await lock(connection, options)
    try {
      await refuseEncoding(connection, backend, place)
      await refuseForeignTables(connection, backend, place)
      await run(connection, versionsTable(backend), observe)
      const before = await appliedMigrations(connection, backend)
      refuseUnknownSchema(place, before)
      const steps = migrations.slice(before.length, target)
      for (const step of steps) await apply(connection, step, options)
      observe?.('end')
      return { from: before.length, to: before.length + steps.length, applied: steps.map(({ name }) => name) }
    } finally {
      await unlock(connection, backend)
    }
  })
}

async function apply(connection: Kysely<Tables>, step: Migration, options: MigrateOptions): Promise<void> {
  const { backend, observe } = options
  if (backend === 'mysql') return applyStatements(connection, step, options)
  await connection.transaction().execute(async (transaction) => {
    // With SQLite only the transaction keeps others away: one of them may have done this step in the meantime.
    const applied = await appliedMigrations(transaction, backend)
    if (applied.length < step.version) await applyStatements(transaction, step, options)
    observe?.('commit')
  })
}

async function applyStatements(db: Kysely<Tables>, step: Migration, options: MigrateOptions): Promise<void> {
  const { backend, observe } = options
  for (const statement of step.statements(backend)) await run(db, statement, observe)
  observe?.(`insert into schema_versions ${step.version}`)
  await sql`insert into schema_versions (version, name, applied_at) values (${step.version}, ${step.name}, ${Date.now()})`.execute(
    db,
  )
}

async function run(db: Kysely<Tables>, statement: string, observe: MigrateOptions['observe']): Promise<void> {
  observe?.(statement)
  await sql.raw(statement).execute(db)
}

function versionsTable(backend: Backend): string {
  const columns = 'version integer not null primary key, name varchar(100) not null, applied_at bigint not null'
  return `create table if not exists schema_versions (${columns})${backend === 'mysql' ? ' engine = InnoDB' : ''}`
}

async function lock(
  db: Kysely<Tables>,
  { backend, place, lockTimeoutMs = LOCK_TIMEOUT_MS }: MigrateOptions,
): Promise<void> {
  const deadline = Date.now() + lockTimeoutMs
  while (!(await tryLock(db, backend))) {
    if (Date.now() >= deadline) {
      const message = `database ${place}: another process has been migrating it for ${lockTimeoutMs} ms`
      throw new PlimsollError('io', message, 'Wait until that process is done, or stop it; then try again.')
    }
    await pause(LOCK_POLL_MS)
  }
}

/** With SQLite the transaction of each step is the lock. */
async function tryLock(db: Kysely<Tables>, backend: Backend): Promise<boolean> {
  if (backend === 'sqlite') return true
  const { rows } = await (backend === 'postgres'
    ? sql<{ isHeld: unknown }>`select pg_try_advisory_lock(${POSTGRES_LOCK}) as ${sql.ref('isHeld')}`
    : sql<{ isHeld: unknown }>`select get_lock(${mysqlLock()}, 0) as ${sql.ref('isHeld')}`
  ).execute(db)
  const isHeld = rows[0]?.isHeld
  return isHeld === true || isHeld === 1
}

async function unlock(db: Kysely<Tables>, backend: Backend): Promise<void> {
  if (backend === 'postgres') await sql`select pg_advisory_unlock(${POSTGRES_LOCK})`.execute(db)
  if (backend === 'mysql') await sql`select release_lock(${mysqlLock()})`.execute(db)
}

/** Locks of MySQL are those of the whole server. */
function mysqlLock() {
  return sql`concat('plimsoll migrates ', sha1(database()))`
}
