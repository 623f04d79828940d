import { type Kysely, sql, type Transaction } from 'kysely'
import { PlimsollError } from '../../../core/errors.ts'
import { migrate } from '../migrations/migrate.ts'
import { allTables, HEAD } from '../migrations/migrations.ts'
import { quote } from '../migrations/render-schema.ts'
import { appliedMigrations, refuseUnknownSchema } from '../migrations/schema-version.ts'
import type { DatabaseLocation } from '../parse-database-url.ts'
import type { Tables } from '../schema/tables.ts'
import { isStatementFull, lettersOf } from '../statement-size.ts'
import type { DumpHeader } from './dump-format.ts'
import { type DumpRow, readDump, readDumpHeader } from './read-dump.ts'

/** The table that is not empty in a new database. */
const ALWAYS_FILLED = 'audit_heads'

/**
 * Fills an empty database from a dump: the schema that the dump was made with, every row in one transaction, then the schema of today.
 * A dump of one kind of server can be loaded into another.
 */
export async function loadDump(db: Kysely<Tables>, location: DatabaseLocation, file: string): Promise<void> {
  const { backend, place } = location
  const header = await readDumpHeader(file)
  if (header.schema > HEAD) {
    const message = `${file} has schema ${header.schema}, and this Plimsoll knows schemas up to ${HEAD}`
    throw new PlimsollError('data', message, 'Update Plimsoll.')
  }
  const applied = await appliedMigrations(db, backend)
  refuseUnknownSchema(place, applied)
  if (applied.length > 0) await refuseFilled(db, place)
  if (applied.length > header.schema) {
    const message = `database ${place} has schema ${applied.length} already, and ${file} has schema ${header.schema}`
    throw new PlimsollError('data', message, 'Make an empty database, and restore into that one.')
  }
  await migrate(db, { backend, place, target: header.schema })
  const plain = db.withoutPlugins()
  await plain.transaction().execute(async (transaction) => {
    await sql`delete from ${sql.table(ALWAYS_FILLED)}`.execute(transaction)
    await insertAll(transaction, header, readDump(file))
    if (backend === 'postgres') await continueNumbers(transaction, header)
  })
  await migrate(db, { backend, place })
}

async function insertAll(
  transaction: Transaction<Tables>,
  header: DumpHeader,
  rows: AsyncIterable<DumpRow>,
): Promise<void> {
  let batch: DumpRow[] = []
  let letters = 0
  const flush = async () => {
    const [first] = batch
    if (first === undefined) return
    const columns = sql.join((header.tables[first.table] ?? []).map((column) => sql.ref(column)))
    const values = sql.join(batch.map((row) => sql`(${sql.join(row.values)})`))
    await sql`insert into ${sql.table(first.table)} (${columns}) values ${values}`.execute(transaction)
    batch = []
    letters = 0
  }
  for await (const row of rows) {
    if (isStatementFull(batch.length, letters) || (batch.length > 0 && batch[0]?.table !== row.table)) await flush()
    batch.push(row)
    letters += lettersOf(row.values)
  }
  await flush()
}

/** PostgreSQL does not notice numbers that rows bring along. */
async function continueNumbers(transaction: Transaction<Tables>, { tables }: DumpHeader): Promise<void> {
  for (const table of Object.keys(tables)) {
    const name = quote('postgres', table)
    const next = `(select coalesce(max(id), 0) + 1 from ${name})`
    await sql.raw(`select setval(pg_get_serial_sequence('${name}', 'id'), ${next}, false)`).execute(transaction)
  }
}

async function refuseFilled(db: Kysely<Tables>, place: string): Promise<void> {
  for (const { name } of allTables) {
    if (name === ALWAYS_FILLED) continue
    const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(db)
    if (rows.length === 0) continue
    const message = `database ${place} is not empty: ${name} has rows`
    throw new PlimsollError('data', message, 'Make an empty database, and restore into that one.')
  }
}
