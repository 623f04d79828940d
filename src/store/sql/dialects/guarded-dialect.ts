import type { CompiledQuery, DatabaseConnection, Dialect, Driver, QueryResult, TransactionSettings } from 'kysely'
import { assert } from '../../../core/assert.ts'
import { PlimsollError } from '../../../core/errors.ts'
import { databaseError } from '../database-error.ts'
import { storableValues } from '../storable-text.ts'

interface Guard {
  readonly place: string
  /** Longest wait for a connection, the making of a new one included. */
  readonly acquireTimeoutMs: number
}

/** The dialect with three promises more: every failure is a `PlimsollError`, no wait for a connection is without end, and every text can be kept. */
export function guardedDialect(dialect: Dialect, guard: Guard): Dialect {
  return {
    createAdapter: () => dialect.createAdapter(),
    createDriver: () => new GuardedDriver(dialect.createDriver(), guard),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
  }
}

class GuardedDriver implements Driver {
  readonly #driver: Driver
  readonly #guard: Guard

  constructor(driver: Driver, guard: Guard) {
    this.#driver = driver
    this.#guard = guard
  }

  init(): Promise<void> {
    return this.#explained(this.#driver.init())
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    const { place, acquireTimeoutMs } = this.#guard
    const waiting = this.#driver.acquireConnection()
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(resolve, acquireTimeoutMs, undefined)
    })
    try {
      const connection = await this.#explained(Promise.race([waiting, late]))
      if (connection !== undefined) return new GuardedConnection(connection, place)
    } finally {
      clearTimeout(timer)
    }
    // Nobody waits for it any more: it goes back as soon as it is there, and a failure has been told already.
    waiting.then((connection) => this.#driver.releaseConnection(connection)).catch(() => {})
    throw new PlimsollError(
      'io',
      `database ${place}: no connection within ${acquireTimeoutMs} ms`,
      'Look at the load of the server, or raise the pool size.',
    )
  }

  beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    return this.#explained(this.#driver.beginTransaction(innerOf(connection), settings))
  }

  commitTransaction(connection: DatabaseConnection): Promise<void> {
    return this.#explained(this.#driver.commitTransaction(innerOf(connection)))
  }

  rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    return this.#explained(this.#driver.rollbackTransaction(innerOf(connection)))
  }

  releaseConnection(connection: DatabaseConnection): Promise<void> {
    return this.#driver.releaseConnection(innerOf(connection))
  }

  destroy(): Promise<void> {
    return this.#explained(this.#driver.destroy())
  }

  async #explained<T>(work: Promise<T>): Promise<T> {
    try {
      return await work
    } catch (error) {
      throw databaseError(this.#guard.place, error)
    }
  }
}

class GuardedConnection implements DatabaseConnection {
  readonly inner: DatabaseConnection
  readonly #place: string

  constructor(inner: DatabaseConnection, place: string) {
    this.inner = inner
    this.#place = place
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    try {
      return await this.inner.executeQuery<R>(storable(query))
    } catch (error) {
      throw databaseError(this.#place, error)
    }
  }

  async *streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    try {
      yield* this.inner.streamQuery<R>(storable(query), chunkSize)
    } catch (error) {
      throw databaseError(this.#place, error)
    }
  }
}

function storable(query: CompiledQuery): CompiledQuery {
  const parameters = storableValues(query.parameters)
  return parameters === query.parameters ? query : { ...query, parameters }
}

function innerOf(connection: DatabaseConnection): DatabaseConnection {
  assert(connection instanceof GuardedConnection, 'the connection comes from this driver')
  return connection.inner
}
