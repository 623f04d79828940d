import { type Dialect, PostgresDialect } from 'kysely'
import { Pool, types } from 'pg'
import { withoutPadding } from '../decimal-text.ts'
import type { ServerLocation } from '../parse-database-url.ts'
import { boundedPool } from './postgres-pool.ts'
import { serverInteger } from './server-integer.ts'
import { DEAD_AFTER_MS, type ServerSettings, tlsOf } from './server-settings.ts'

const IDLE_TRANSACTION_MS = 60_000

/** Kysely over PostgreSQL. Integers of 64 bits come as numbers, decimals as text without padding. */
export function postgresDialect(location: ServerLocation, settings: ServerSettings): Dialect {
  return new PostgresDialect({ pool: async () => boundedPool(openPool(location, settings)) })
}

function openPool(location: ServerLocation, settings: ServerSettings): Pool {
  const { host, port, user, password, database } = location
  const pool = new Pool({
    ...{ host, port, user, database, max: settings.poolSize, ssl: tlsOf(location) ?? false },
    ...(password !== undefined && { password }),
    connectionTimeoutMillis: settings.connectTimeoutMs,
    statement_timeout: settings.statementTimeoutMs,
    query_timeout: settings.statementTimeoutMs + DEAD_AFTER_MS,
    lock_timeout: settings.lockTimeoutMs,
    idle_in_transaction_session_timeout: IDLE_TRANSACTION_MS,
    keepAlive: true,
    application_name: 'plimsoll',
    types: { getTypeParser },
    ...(settings.isReadOnly && { options: '-c default_transaction_read_only=on' }),
  })
  // A connection that breaks while nobody uses it is taken out of the pool; the next query makes a new one, or says why it cannot.
  pool.on('error', () => {})
  // The same between two queries of a transaction: without a listener it would end the process.
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

function getTypeParser(oid: number, format?: 'text' | 'binary') {
  if (format !== 'binary' && oid === types.builtins.INT8) return serverInteger
  if (format !== 'binary' && oid === types.builtins.NUMERIC) return withoutPadding
  return types.getTypeParser(oid, format)
}
