import { type Kysely, sql } from 'kysely'
import { allTables } from '../migrations/migrations.ts'
import type { Tables } from '../schema/tables.ts'

/** Rows that name a row which is not there: a database that was changed with its foreign keys switched off. */
export async function findStrayRows(reader: Kysely<Tables>): Promise<string[]> {
  const flaws: string[] = []
  for (const { name, columns } of allTables) {
    for (const [column, { references }] of Object.entries(columns)) {
      if (references === undefined) continue
      const from = sql.ref(`child.${column}`)
      const { rows } = await sql<{ id: number }>`
        select child.id from ${sql.table(name)} as child left join ${sql.table(references)} as parent on parent.id = ${from}
        where ${from} is not null and parent.id is null order by child.id limit 1`.execute(reader)
      if (rows[0] !== undefined) flaws.push(`row ${rows[0].id} of ${name}: its ${column} is no row of ${references}`)
    }
  }
  return flaws
}
