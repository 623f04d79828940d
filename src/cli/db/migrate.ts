import { openDatabase } from '../../store/sql/open-database.ts'
import { defineCommand } from '../command.ts'
import { on } from '../flag.ts'
import { printJson, printLine } from '../output.ts'
import { databaseFlag, databaseUrl, poolSize } from './database-url.ts'

const flags = { database: databaseFlag, json: on('print what was done as one JSON document') }

/** `plimsoll db migrate`. */
export const command = defineCommand({
  about:
    'Makes the tables, or brings them to what this Plimsoll needs. A run that is interrupted is finished by the next one.',
  examples: ['db migrate', 'db migrate --database mysql://plimsoll@127.0.0.1/plimsoll'],
  flags,
  run: async (given) => {
    const database = await openDatabase({ url: databaseUrl(given), ...poolSize() })
    const { place, migrated } = database
    await database.close()
    const { from, to, applied } = migrated ?? { from: 0, to: 0, applied: [] }
    if (given.json) return printJson({ database: place, from, to, applied })
    const done = applied.length === 0 ? 'nothing to do' : `from schema ${from}: ${applied.join(', ')}`
    printLine(`${place} has schema ${to} (${done})`)
  },
})
