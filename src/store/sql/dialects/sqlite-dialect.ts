import { closeSync, existsSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type QueryResult,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
} from 'kysely'
import { PlimsollError } from '../../../core/errors.ts'
import { fileError } from '../../file-error.ts'
import { makeFolder } from '../../make-folder.ts'
import { isSqliteBusy } from '../database-error.ts'
import type { SqliteLocation } from '../parse-database-url.ts'
import { AdaptedDatabase } from './adapted-database.ts'

export interface SqliteSettings {
  readonly isReadOnly: boolean
  /** Longest wait for a lock that another process holds. */
  readonly lockTimeoutMs: number
}

/** SQLite waits while everything else stands still, so it does that only for a moment; longer waits are ours. */
const BUSY_TIMEOUT_MS = 50
const BUSY_PAUSE_MS = 10

/** Kysely over the SQLite that comes with Node.js. A transaction that may write takes the lock for writing at its start, so it never fails half-way. */
export function sqliteDialect(location: SqliteLocation, settings: SqliteSettings): Dialect {
  const { isReadOnly, lockTimeoutMs } = settings
  const config = {
    database: async () => new AdaptedDatabase(await whenFree(() => openSqlite(location, isReadOnly), lockTimeoutMs)),
  }
  return new PatientSqliteDialect(config, settings)
}

class PatientSqliteDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig
  readonly #settings: SqliteSettings

  constructor(config: SqliteDialectConfig, settings: SqliteSettings) {
    super(config)
    this.#config = config
    this.#settings = settings
  }

  override createDriver(): SqliteDriver {
    return new PatientSqliteDriver(this.#config, this.#settings)
  }
}

class PatientSqliteDriver extends SqliteDriver {
  readonly #settings: SqliteSettings

  constructor(config: SqliteDialectConfig, settings: SqliteSettings) {
    super(config)
    this.#settings = settings
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    return new PatientConnection(await super.acquireConnection(), this.#settings.lockTimeoutMs)
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(this.#settings.isReadOnly ? 'begin' : 'begin immediate'))
  }

  /** SQLite has taken it back already when the disk is full: what is thrown then must be that, and no failure to take it back. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await super.rollbackTransaction(connection)
    } catch (error) {
      if (!(error instanceof Error && error.message.includes('no transaction is active'))) throw error
    }
  }
}

/** A statement that finds the lock taken did nothing, so it may be done again. */
class PatientConnection implements DatabaseConnection {
  readonly #inner: DatabaseConnection
  readonly #lockTimeoutMs: number

  constructor(inner: DatabaseConnection, lockTimeoutMs: number) {
    this.#inner = inner
    this.#lockTimeoutMs = lockTimeoutMs
  }

  executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    return whenFree(() => this.#inner.executeQuery<R>(query), this.#lockTimeoutMs)
  }

  streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    return this.#inner.streamQuery<R>(query, chunkSize)
  }
}

/** Tries again as long as another connection holds the lock, and gives up after `timeoutMs`. */
async function whenFree<T>(work: () => T | Promise<T>, timeoutMs: number): Promise<T> {
  const deadline = Date.now() + timeoutMs
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!isSqliteBusy(error) || Date.now() >= deadline) throw error
      await pause(BUSY_PAUSE_MS)
    }
  }
}

/** Opens the file, makes it when it is to be written and not there, and makes sure that every promise of durability holds. */
export function openSqlite({ path, place }: SqliteLocation, isReadOnly: boolean): DatabaseSync {
  if (!isReadOnly && path !== ':memory:') makePrivateFile(path)
  const database = new DatabaseSync(path, {
    readOnly: isReadOnly,
    timeout: BUSY_TIMEOUT_MS,
    enableForeignKeyConstraints: true,
  })
  try {
    if (!isReadOnly) database.exec('pragma journal_mode = wal; pragma synchronous = full')
    expectPragma(database, place, 'foreign_keys', 1)
    if (!isReadOnly) expectPragma(database, place, 'synchronous', 2)
    if (!isReadOnly && path !== ':memory:') expectPragma(database, place, 'journal_mode', 'wal')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Only its owner may read it. What SQLite lays beside it gets the same permissions. */
function makePrivateFile(path: string): void {
  if (existsSync(path)) return
  makeFolder(dirname(path))
  try {
    closeSync(openSync(path, 'a', 0o600))
  } catch (error) {
    throw fileError('write', path, error)
  }
}

function expectPragma(database: DatabaseSync, place: string, name: string, expected: number | string): void {
  const found = Object.values(database.prepare(`pragma ${name}`).get() ?? {})[0]
  if (found === expected) return
  const message = `database ${place}: ${name} is ${String(found)}, and must be ${expected}`
  throw new PlimsollError('io', message, 'Keep the database on a local disk: network folders do not fit.')
}
