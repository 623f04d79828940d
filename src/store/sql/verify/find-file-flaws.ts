import { sql } from 'kysely'
import type { Database } from '../open-database.ts'

/** What SQLite finds wrong with its file. Servers look after theirs themselves. */
export async function findFileFlaws({ backend, reader }: Pick<Database, 'backend' | 'reader'>): Promise<string[]> {
  if (backend !== 'sqlite') return []
  const { rows } = await sql<object>`pragma integrity_check`.execute(reader)
  return rows.map((row) => String(Object.values(row)[0])).filter((text) => text !== 'ok')
}
