import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { type Kysely, sql } from 'kysely'
import { fileError } from '../../file-error.ts'
import { allTables } from '../migrations/migrations.ts'
import type { Database } from '../open-database.ts'
import type { Tables } from '../schema/tables.ts'
import type { DumpFooter, DumpHeader, DumpValue } from './dump-format.ts'

interface DumpedRow {
  readonly id: number
  readonly [column: string]: DumpValue
}

const PAGE = 1000

/** Writes every row of the database as it is at one moment, whatever is written meanwhile. */
export async function writeDump(database: Database, path: string, schema: number, createdAt: number): Promise<void> {
  const tables = Object.fromEntries(allTables.map(({ name, columns }) => [name, Object.keys(columns)]))
  const header = {
    format: 'plimsoll-dump',
    formatVersion: 1,
    schema,
    backend: database.backend,
    createdAt,
    tables,
  } as const
  const snapshot = database.writer.withoutPlugins().transaction().setAccessMode('read only')
  await snapshot.setIsolationLevel('repeatable read').execute(async (transaction) => {
    try {
      const file = createWriteStream(path, { mode: 0o600, flags: 'wx' })
      await pipeline(Readable.from(linesOf(transaction, header)), createGzip(), file)
    } catch (error) {
      throw error instanceof Error && 'syscall' in error ? fileError('write', path, error) : error
    }
  })
}

async function* linesOf(transaction: Kysely<Tables>, header: DumpHeader): AsyncGenerator<string> {
  const hash = createHash('sha256')
  const counts: Record<string, number> = {}
  const line = (value: unknown) => {
    const text = `${JSON.stringify(value)}\n`
    hash.update(text)
    return text
  }
  yield line(header)
  for (const [table, columns] of Object.entries(header.tables)) {
    let count = 0
    for await (const row of rowsOf(transaction, table, columns)) {
      count += 1
      yield line([table, ...columns.map((column) => row[column])])
    }
    counts[table] = count
  }
  yield `${JSON.stringify({ counts, sha256: hash.digest('hex') } satisfies DumpFooter)}\n`
}

async function* rowsOf(db: Kysely<Tables>, table: string, columns: readonly string[]): AsyncGenerator<DumpedRow> {
  let last = Number.NEGATIVE_INFINITY
  for (;;) {
    const names = sql.join(columns.map((column) => sql.ref(column)))
    const after = Number.isFinite(last) ? sql`where id > ${last}` : sql``
    const { rows } =
      await sql<DumpedRow>`select ${names} from ${sql.table(table)} ${after} order by id limit ${sql.lit(PAGE)}`.execute(
        db,
      )
    yield* rows
    if (rows.length < PAGE) return
    last = rows.at(-1)?.id ?? last
  }
}
