import { CompiledQuery, type Dialect, MysqlDialect, type MysqlPool, type MysqlPoolConnection } from 'kysely'
import { createPool, type Pool, type PoolConnection } from 'mysql2'
import { withoutPadding } from '../decimal-text.ts'
import type { ServerLocation } from '../parse-database-url.ts'
import { serverInteger } from './server-integer.ts'
import { DEAD_AFTER_MS, type ServerSettings, tlsOf } from './server-settings.ts'

/** A value that does not fit is an error, never cut, and backslashes mean what the driver takes them for. */
const SQL_MODE = 'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'

/** Kysely over MariaDB and MySQL. Integers of 64 bits come as numbers, decimals as text without padding. */
export function mysqlDialect(location: ServerLocation, settings: ServerSettings): Dialect {
  return new MysqlDialect({
    pool: async () => boundedPool(openPool(location, settings), settings.statementTimeoutMs + DEAD_AFTER_MS),
    onCreateConnection: async (connection) => {
      for (const sql of sessionStatements(settings)) await connection.executeQuery(CompiledQuery.raw(sql))
    },
  })
}

function openPool(location: ServerLocation, settings: ServerSettings): Pool {
  const { host, port, user, password, database } = location
  const ssl = tlsOf(location)
  return createPool({
    ...{ host, port, user, database, connectionLimit: settings.poolSize, connectTimeout: settings.connectTimeoutMs },
    ...(password !== undefined && { password }),
    ...(ssl !== undefined && { ssl }),
    charset: 'utf8mb4',
    timezone: 'Z',
    typeCast: (field, next) => {
      if (field.type !== 'LONGLONG' && field.type !== 'NEWDECIMAL') return next()
      const text = field.string()
      if (text === null) return null
      return field.type === 'LONGLONG' ? serverInteger(text) : withoutPadding(text)
    },
  })
}

/** MariaDB and MySQL spell the longest time of a statement differently; each reads only the comment that is meant for it. */
function sessionStatements({ statementTimeoutMs, lockTimeoutMs, isReadOnly }: ServerSettings): string[] {
  const lockSeconds = Math.max(1, Math.round(lockTimeoutMs / 1000))
  const longest = `/*M!, max_statement_time = ${statementTimeoutMs / 1000} */ /*!50708, max_execution_time = ${statementTimeoutMs} */`
  return [
    `set session sql_mode = '${SQL_MODE}', time_zone = '+00:00', innodb_lock_wait_timeout = ${lockSeconds}, lock_wait_timeout = ${lockSeconds} ${longest}`,
    'set session transaction isolation level read committed',
    ...(isReadOnly ? ['set session transaction read only'] : []),
  ]
}

/** The pool as Kysely wants it, with an end to every query: a server that is gone without a word is noticed. */
function boundedPool(pool: Pool, queryTimeoutMs: number): MysqlPool {
  const connections = new WeakMap<PoolConnection, MysqlPoolConnection>()
  return {
    end: (callback) => pool.end(callback),
    getConnection: (callback) =>
      pool.getConnection((error, raw) => {
        if (error !== null) return callback(error, undefined as never)
        const known = connections.get(raw) ?? new BoundedConnection(raw, queryTimeoutMs)
        connections.set(raw, known)
        callback(null, known)
      }),
  }
}

class BoundedConnection implements MysqlPoolConnection {
  readonly config: object
  readonly threadId: number
  readonly #raw: PoolConnection
  readonly #timeoutMs: number

  constructor(raw: PoolConnection, timeoutMs: number) {
    this.#raw = raw
    this.#timeoutMs = timeoutMs
    this.config = raw.config
    this.threadId = raw.threadId
  }

  connect(callback?: (error: unknown) => void): void {
    this.#raw.connect(callback)
  }

  destroy(): void {
    this.#raw.destroy()
  }

  release(): void {
    this.#raw.release()
  }

  query: MysqlPoolConnection['query'] = (sql, values, callback) =>
    this.#raw.query({ sql, values, timeout: this.#timeoutMs }, (error: NodeJS.ErrnoException | null, result: never) => {
      // What comes in later would be taken for the answer to the next query.
      if (error?.code === 'PROTOCOL_SEQUENCE_TIMEOUT') this.#raw.destroy()
      callback?.(error, result)
    })
}
