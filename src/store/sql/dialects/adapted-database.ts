import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import type { SqliteDatabase, SqliteStatement } from 'kysely'
import { LRUCache } from 'lru-cache'

const MOST_STATEMENTS = 200
/** A longer text adds many rows at once: it hardly ever comes again, and its statement is large. */
const LONGEST_TEXT = 4_000

/** What Kysely wants of a SQLite library. Statements are kept, because to prepare one takes longer than to run it. */
export class AdaptedDatabase implements SqliteDatabase {
  readonly #database: DatabaseSync
  readonly #statements = new LRUCache<string, AdaptedStatement>({ max: MOST_STATEMENTS })

  constructor(database: DatabaseSync) {
    this.#database = database
  }

  prepare(text: string): SqliteStatement {
    const known = this.#statements.get(text)
    if (known !== undefined) return known
    const statement = new AdaptedStatement(this.#database, text)
    if (text.length <= LONGEST_TEXT) this.#statements.set(text, statement)
    return statement
  }

  close(): void {
    this.#statements.clear()
    this.#database.close()
  }
}

class AdaptedStatement implements SqliteStatement {
  readonly reader: boolean
  readonly #database: DatabaseSync
  readonly #text: string
  readonly #statement: StatementSync

  constructor(database: DatabaseSync, text: string) {
    this.#database = database
    this.#text = text
    this.#statement = database.prepare(text)
    this.reader = this.#statement.columns().length > 0
  }

  all(parameters: readonly unknown[]): unknown[] {
    return this.#statement.all(...parameters.map(bound))
  }

  run(parameters: readonly unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint } {
    return this.#statement.run(...parameters.map(bound))
  }

  /** By a statement of its own: the kept one may be run by others while this one is still being read. */
  iterate(parameters: readonly unknown[]): IterableIterator<unknown> {
    return this.#database.prepare(this.#text).iterate(...parameters.map(bound))
  }
}

function bound(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'number' || typeof value === 'string' || typeof value === 'bigint')
    return value
  if (value instanceof Uint8Array) return value
  throw new TypeError(`SQLite cannot keep a value of type ${typeof value}`)
}
