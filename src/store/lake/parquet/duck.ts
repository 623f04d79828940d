import { availableParallelism } from 'node:os'
import type { DuckDBConnection, DuckDBDataChunk, DuckDBInstance } from '@duckdb/node-api'
import { fail } from '../../../core/assert.ts'
import { PlimsollError } from '../../../core/errors.ts'

/** Columns of doubles, of which the rows [start, end) are handed to DuckDB. */
export interface Feed {
  readonly names: readonly string[]
  readonly columns: readonly Float64Array[]
  readonly start: number
  readonly end: number
}

/** More threads do not make a month any faster. */
const MOST_THREADS = 4
const SOURCE = 'plimsoll_feed'
const ROWS_AT_A_TIME = 2048

/**
 * DuckDB, which is loaded when it is first needed: it takes longer than the rest of a start. Nothing is kept in it, everything it
 * reads and writes is a file.
 */
export class Duck {
  readonly #extensions: readonly string[]
  readonly #feeds = new Map<number, Feed>()
  #fed = 0
  #opening: Promise<DuckDBInstance> | undefined

  /** `extensions` are what object stores need: `httpfs`. */
  constructor(extensions: readonly string[] = []) {
    this.#extensions = extensions
  }

  /** Writes a file at the very place `path`: `select` reads the columns of the feed, `options` are those of COPY. */
  async write(feed: Feed, select: string, path: string, options: string): Promise<void> {
    const id = this.#fed++
    this.#feeds.set(id, feed)
    try {
      await this.#run((connection) =>
        connection.run(
          `COPY (SELECT ${select} FROM ${SOURCE}(${id})) TO ${sqlText(path)} (${options}, USE_TMP_FILE false)`,
        ),
      )
    } finally {
      this.#feeds.delete(id)
    }
  }

  /** The result of a query that gives texts, row by row: for few rows. */
  texts(sql: string): Promise<string[][]> {
    return this.#run(async (connection) => {
      const result = await connection.runAndReadAll(sql)
      return result.getRows().map((row) => row.map(String))
    })
  }

  /** The result of a query that gives doubles only, as columns; `allocate` makes them once their length is known. */
  doubles<T extends readonly Float64Array[]>(sql: string, allocate: (rows: number) => T): Promise<T> {
    return this.#run(async (connection) => {
      const result = await connection.run(sql)
      const columns = allocate(result.rowCount)
      let at = 0
      for (let k = 0; k < result.chunkCount; k++) {
        const chunk = result.getChunk(k)
        for (const [j, column] of columns.entries()) column.set(doublesOf(chunk, j), at)
        at += chunk.rowCount
      }
      return columns
    })
  }

  /** Lets its memory and threads go. It opens anew when it is used again. */
  async close(): Promise<void> {
    const opening = this.#opening
    this.#opening = undefined
    if (opening !== undefined) (await opening).closeSync()
  }

  async #run<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    this.#opening ??= this.#open()
    const connection = await (await this.#opening).connect()
    try {
      return await work(connection)
    } catch (error) {
      // After an error within itself DuckDB refuses all further work: the next call gets a new one.
      if (/INTERNAL Error|FATAL Error|has been invalidated/.test(String(error))) this.#opening = undefined
      throw error
    } finally {
      connection.closeSync()
    }
  }

  async #open(): Promise<DuckDBInstance> {
    const duckdb = await import('@duckdb/node-api')
    const instance = await duckdb.DuckDBInstance.create(':memory:', {
      threads: String(Math.min(MOST_THREADS, availableParallelism())),
      // Nothing is fetched from anywhere unless a person has asked for it.
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      // A month is replaced as a whole: what was cached of the file before it would be wrong.
      enable_external_file_cache: 'false',
    })
    const connection = await instance.connect()
    try {
      for (const extension of this.#extensions) await loadExtension(connection, extension, duckdb.version())
      connection.registerTableFunction(this.#source(duckdb))
    } finally {
      connection.closeSync()
    }
    return instance
  }

  /** A table function that gives the rows of a feed: twice as fast as an appender, because no table is made in between. */
  #source(duckdb: typeof import('@duckdb/node-api')) {
    const feeds = this.#feeds
    return duckdb.DuckDBTableFunction.create({
      name: SOURCE,
      parameterTypes: [duckdb.INTEGER],
      bindFunction: (bind) => {
        const feed = feeds.get(Number(bind.getParameter(0))) ?? fail('the feed of a COPY is gone')
        for (const name of feed.names) bind.addResultColumn(name, duckdb.DOUBLE)
        bind.setCardinality(feed.end - feed.start, true)
        bind.setBindData(new Scan(feed))
      },
      initFunction: (init) => init.setMaxThreads(1),
      mainFunction: ({ bindData }, chunk) => {
        if (bindData instanceof Scan) bindData.next(chunk)
        else fail('a COPY has no scan')
      },
    })
  }
}

/** A text in SQL. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** How far the rows of a feed have been handed on. */
class Scan {
  readonly #feed: Feed
  #at: number

  constructor(feed: Feed) {
    this.#feed = feed
    this.#at = feed.start
  }

  /** Copies the next rows into the chunk; none when there are no more. */
  next(chunk: DuckDBDataChunk): void {
    const count = Math.min(ROWS_AT_A_TIME, this.#feed.end - this.#at)
    chunk.rowCount = count
    if (count === 0) return
    for (const [j, column] of this.#feed.columns.entries()) {
      doublesOf(chunk, j).set(column.subarray(this.#at, this.#at + count))
      chunk.getColumnVector(j).flush()
    }
    this.#at += count
  }
}

/** The memory of a column itself. It is not in the types of the package, and one value at a time is twelve times slower. */
function doublesOf(chunk: DuckDBDataChunk, column: number): Float64Array {
  const vector: object = chunk.getColumnVector(column)
  if ('items' in vector && vector.items instanceof Float64Array) return vector.items
  return fail(`column ${column} of a DuckDB chunk holds no doubles`)
}

async function loadExtension(connection: DuckDBConnection, extension: string, version: string): Promise<void> {
  try {
    await connection.run(`LOAD ${extension}`)
  } catch (error) {
    throw new PlimsollError(
      'io',
      `a lake in an object store needs the DuckDB extension ${extension}, which is not installed`,
      `With DuckDB ${version} run INSTALL ${extension}, which downloads it, or use a folder. See docs/candles.md.`,
      { cause: error },
    )
  }
}
