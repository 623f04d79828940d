import { CamelCasePlugin, type Dialect, Kysely } from 'kysely'
import { guardedDialect } from './dialects/guarded-dialect.ts'
import type { DatabaseLocation } from './parse-database-url.ts'
import type { Tables } from './schema/tables.ts'

export interface ConnectSettings {
  readonly isReadOnly?: boolean
  /** Most connections at a time; SQLite has one for writing and one for reading. */
  readonly poolSize?: number
  /** Longest run of one statement. */
  readonly statementTimeoutMs?: number
  /** Longest wait for what another transaction or process holds. */
  readonly lockTimeoutMs?: number
}

const CONNECT_TIMEOUT_MS = 5_000
const STATEMENT_TIMEOUT_MS = 30_000
const LOCK_TIMEOUT_MS = 5_000
const POOL_SIZE = 5

/** Prepares connections to a database; the first query opens one. Only the driver that is needed is loaded. */
export async function connect(location: DatabaseLocation, settings: ConnectSettings = {}): Promise<Kysely<Tables>> {
  const { place } = location
  const acquireTimeoutMs = (settings.statementTimeoutMs ?? STATEMENT_TIMEOUT_MS) + CONNECT_TIMEOUT_MS
  const dialect = guardedDialect(await dialectOf(location, settings), { place, acquireTimeoutMs })
  return new Kysely<Tables>({ dialect, plugins: [new CamelCasePlugin()] })
}

async function dialectOf(location: DatabaseLocation, settings: ConnectSettings): Promise<Dialect> {
  const { isReadOnly = false, lockTimeoutMs = LOCK_TIMEOUT_MS } = settings
  if (location.backend === 'sqlite') {
    const { sqliteDialect } = await import('./dialects/sqlite-dialect.ts')
    return sqliteDialect(location, { isReadOnly, lockTimeoutMs })
  }
  const { poolSize = POOL_SIZE, statementTimeoutMs = STATEMENT_TIMEOUT_MS } = settings
  const bounds = { poolSize, connectTimeoutMs: CONNECT_TIMEOUT_MS, statementTimeoutMs, lockTimeoutMs, isReadOnly }
  if (location.backend === 'postgres') {
    const { postgresDialect } = await import('./dialects/postgres-dialect.ts')
    return postgresDialect(location, bounds)
  }
  const { mysqlDialect } = await import('./dialects/mysql-dialect.ts')
  return mysqlDialect(location, bounds)
}
