import { existsSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import type { Kysely, Transaction } from 'kysely'
import { PlimsollError } from '../../core/errors.ts'
import type { Backend } from './backend.ts'
import { type ConnectSettings, connect } from './connect.ts'
import { isSerializationFailure } from './database-error.ts'
import { type MigrateOptions, type MigrationReport, migrate } from './migrations/migrate.ts'
import { appliedMigrations, refuseOldSchema, refuseUnknownSchema } from './migrations/schema-version.ts'
import { type DatabaseLocation, parseDatabaseUrl } from './parse-database-url.ts'
import type { Tables } from './schema/tables.ts'

export interface DatabaseOptions {
  /** A path, `sqlite:PATH`, `postgres://…`, `mysql://…` or `mariadb://…`. */
  readonly url: string
  /** A replica that pages and reports are read from. It may lag behind. */
  readonly readUrl?: string
  readonly poolSize?: number
  readonly lockTimeoutMs?: number
  readonly statementTimeoutMs?: number
  /**
   * `migrate` (when absent) brings the schema to the newest; `refuse` wants it to be the newest and refuses a file that is not there;
   * `any` takes every schema that this Plimsoll knows.
   */
  readonly schema?: 'migrate' | 'refuse' | 'any'
  readonly observeMigration?: MigrateOptions['observe']
}

/** The books in a database. */
export interface Database {
  readonly backend: Backend
  /** What messages call it: never with a password. */
  readonly place: string
  readonly location: DatabaseLocation
  /** For pages and reports: never writes. */
  readonly reader: Kysely<Tables>
  readonly writer: Kysely<Tables>
  readonly migrated: MigrationReport | undefined
  /**
   * All of `work`, or nothing of it. It is done again when the server gave it up only because of other transactions, so it must do
   * nothing but read and write the database.
   */
  transaction<T>(work: (transaction: Transaction<Tables>) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** A schema change of a large table takes its time. */
const MIGRATION_TIMEOUT_MS = 3_600_000
const MOST_TRIES = 6
const FIRST_PAUSE_MS = 10

/**
 * Opens the books and makes them when there are none.
 * @example const database = await openDatabase({ url: userFolder(root).database })
 * @throws PlimsollError when no server answers, another process holds the file, or the schema is one of a newer Plimsoll
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const location = parseDatabaseUrl(options.url)
  const readLocation = options.readUrl === undefined ? location : parseDatabaseUrl(options.readUrl)
  if (readLocation.backend !== location.backend) {
    const message = `the replica ${readLocation.place} is of another kind than the database ${location.place}`
    throw new PlimsollError('usage', message, 'Give a replica of the same server.')
  }
  const { schema = 'migrate' } = options
  refuseMissingFile(location, schema)
  const settings = settingsOf(options)
  const writer = await connect(location, {
    ...settings,
    isReadOnly: schema !== 'migrate' && location.backend === 'sqlite',
  })
  try {
    const migrated = await prepareSchema(writer, location, options)
    const reader = await readerOf(writer, readLocation, settings)
    return new OpenDatabase(location, writer, reader, migrated)
  } catch (error) {
    await writer.destroy()
    throw error
  }
}

async function prepareSchema(
  writer: Kysely<Tables>,
  location: DatabaseLocation,
  { schema = 'migrate', observeMigration, lockTimeoutMs }: DatabaseOptions,
): Promise<MigrationReport | undefined> {
  const { backend, place } = location
  const applied = await appliedMigrations(writer, backend)
  refuseUnknownSchema(place, applied)
  if (schema === 'refuse') refuseOldSchema(place, applied)
  if (schema !== 'migrate') return undefined
  const options = { backend, place, ...(observeMigration && { observe: observeMigration }) }
  if (backend === 'sqlite') return migrate(writer, options)
  const patient = await connect(location, {
    ...{ poolSize: 1, statementTimeoutMs: MIGRATION_TIMEOUT_MS },
    ...(lockTimeoutMs !== undefined && { lockTimeoutMs }),
  })
  try {
    return await migrate(patient, options)
  } finally {
    await patient.destroy()
  }
}

/** A database in memory is known to one connection alone. */
async function readerOf(
  writer: Kysely<Tables>,
  location: DatabaseLocation,
  settings: ConnectSettings,
): Promise<Kysely<Tables>> {
  if (location.backend === 'sqlite' && location.path === ':memory:') return writer
  return connect(location, { ...settings, isReadOnly: true })
}

function settingsOf({ poolSize, lockTimeoutMs, statementTimeoutMs }: DatabaseOptions): ConnectSettings {
  return {
    ...(poolSize !== undefined && { poolSize }),
    ...(lockTimeoutMs !== undefined && { lockTimeoutMs }),
    ...(statementTimeoutMs !== undefined && { statementTimeoutMs }),
  }
}

function refuseMissingFile(location: DatabaseLocation, schema: DatabaseOptions['schema']): void {
  if (schema === 'migrate' || location.backend !== 'sqlite' || location.path === ':memory:') return
  if (existsSync(location.path)) return
  const cure = 'Check the path; plimsoll db migrate makes a new database.'
  throw new PlimsollError('io', `database ${location.place}: there is no such file`, cure)
}

class OpenDatabase implements Database {
  readonly backend: Backend
  readonly place: string
  readonly location: DatabaseLocation
  readonly reader: Kysely<Tables>
  readonly writer: Kysely<Tables>
  readonly migrated: MigrationReport | undefined

  constructor(
    location: DatabaseLocation,
    writer: Kysely<Tables>,
    reader: Kysely<Tables>,
    migrated: MigrationReport | undefined,
  ) {
    this.backend = location.backend
    this.place = location.place
    this.location = location
    this.reader = reader
    this.writer = writer
    this.migrated = migrated
  }

  async transaction<T>(work: (transaction: Transaction<Tables>) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.writer.transaction().execute(work)
      } catch (error) {
        if (!isSerializationFailure(error) || tries === MOST_TRIES) throw error
        await pause(FIRST_PAUSE_MS * 2 ** tries * (0.5 + Math.random()))
      }
    }
  }

  async close(): Promise<void> {
    await this.reader.destroy()
    await this.writer.destroy()
  }
}
