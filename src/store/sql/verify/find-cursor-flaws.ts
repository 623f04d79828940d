import { type Kysely, sql } from 'kysely'
import { allTables } from '../migrations/migrations.ts'
import type { Tables } from '../schema/tables.ts'

const TABLES = allTables.filter(({ columns }) => 'session_id' in columns && 'sequence' in columns)

/** Sessions whose rows and cursor cannot both be right: they are always written together. */
export async function findCursorFlaws(reader: Kysely<Tables>): Promise<string[]> {
  const sessions = await reader
    .selectFrom('sessions')
    .select(['id', 'name', 'lastSequence', 'status', 'endedAt', 'tradeCount'])
    .orderBy('id')
    .execute()
  const flaws: string[] = []
  for (const { id, name, lastSequence, status, endedAt, tradeCount } of sessions) {
    for (const { name: table } of TABLES) {
      const { rows } = await sql<{ last: number | null }>`
        select max(sequence) as last from ${sql.table(table)} where session_id = ${id}`.execute(reader)
      const last = rows[0]?.last ?? 0
      if (last > lastSequence) flaws.push(`session "${name}" is at ${lastSequence}, and ${table} has entry ${last}`)
    }
    if ((status === 'ended') !== (endedAt !== null))
      flaws.push(`session "${name}" is ${status}, and its end is ${endedAt}`)
    const { trades } = await reader
      .selectFrom('trades')
      .select(({ fn }) => fn.countAll<number>().as('trades'))
      .where('sessionId', '=', id)
      .executeTakeFirstOrThrow()
    if (trades !== tradeCount) flaws.push(`session "${name}" has counted ${tradeCount} trades, and ${trades} are there`)
  }
  return flaws
}
