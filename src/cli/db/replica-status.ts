import { PlimsollError } from '../../core/errors.ts'
import { type Database, openDatabase } from '../../store/sql/open-database.ts'
import { replicaUrl } from './database-url.ts'

/** How the replica stands that reports are read from. */
export interface ReplicaStatus {
  /** Its address, without a password. */
  readonly database?: string
  /** Entries of journals that the database has and the replica has not yet. */
  readonly entriesBehind?: number
  /** Why it cannot be read: reports come from the database itself then. */
  readonly error?: string
}

/** Undefined when no replica was given. */
export async function replicaStatus(database: Database): Promise<ReplicaStatus | undefined> {
  const url = replicaUrl()
  if (url === undefined) return undefined
  try {
    const replica = await openDatabase({ url, schema: 'refuse' })
    try {
      // The replica first: what comes meanwhile does not look as if it had more.
      const known = await entriesIn(replica)
      return { database: replica.place, entriesBehind: (await entriesIn(database)) - known }
    } finally {
      await replica.close()
    }
  } catch (error) {
    if (!(error instanceof PlimsollError)) throw error
    return { error: error.message }
  }
}

async function entriesIn({ reader }: Database): Promise<number> {
  const { entries } = await reader
    .selectFrom('sessions')
    .select(({ fn }) => fn.sum('lastSequence').as('entries'))
    .executeTakeFirstOrThrow()
  return Number(entries ?? 0)
}
