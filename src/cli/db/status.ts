import { statusOf } from '../../store/sql/database-status.ts'
import { openDatabase } from '../../store/sql/open-database.ts'
import { defineCommand } from '../command.ts'
import { on } from '../flag.ts'
import { formatTable, printJson, printLine } from '../output.ts'
import { databaseFlag, databaseUrl, poolSize } from './database-url.ts'
import { type ReplicaStatus, replicaStatus } from './replica-status.ts'

const flags = { database: databaseFlag, json: on('print the result as one JSON document') }

/** `plimsoll db status`. */
export const command = defineCommand({
  about:
    'Says where the database is, which schema it has, how much is in it, and how far each session and the replica (PLIMSOLL_DATABASE_READ_URL) have been taken in.',
  examples: ['db status', 'db status --json'],
  flags,
  run: async (given) => {
    const database = await openDatabase({ url: databaseUrl(given), ...poolSize(), schema: 'any' })
    try {
      const status = await statusOf(database)
      const replica = status.schema === status.newest ? await replicaStatus(database) : undefined
      if (given.json) return printJson({ ...status, ...(replica && { replica }) })
      const isOld = status.schema < status.newest
      printLine(`${status.database} (${status.backend})`)
      printLine(
        `schema ${status.schema} of ${status.newest}${isOld ? ': plimsoll db migrate brings it up to date' : ''}`,
      )
      if (replica !== undefined) printLine(replicaLine(replica))
      if (status.rows.length > 0) printLine(`\n${formatTable(['table', 'rows'], status.rows.map(Object.values))}`)
      const sessions = status.sessions.map(({ name, mode, state, entries }) => [name, mode, state, entries])
      if (sessions.length > 0) printLine(`\n${formatTable(['session', 'mode', 'status', 'journal up to'], sessions)}`)
    } finally {
      await database.close()
    }
  },
})

function replicaLine({ database, entriesBehind = 0, error }: ReplicaStatus): string {
  if (error !== undefined) return `replica: cannot be read: ${error}`
  return `replica: ${database}, ${entriesBehind === 0 ? 'up to date' : `${entriesBehind} entries behind`}`
}
