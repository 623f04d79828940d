import { openDatabase } from '../../store/sql/open-database.ts'
import { verifyDatabase } from '../../store/sql/verify/verify-database.ts'
import { defineCommand } from '../command.ts'
import { on } from '../flag.ts'
import { printJson, printLine } from '../output.ts'
import { databaseFlag, databaseUrl, poolSize } from './database-url.ts'

const flags = { database: databaseFlag, json: on('print the findings as one JSON document') }

/** `plimsoll db verify`. */
export const command = defineCommand({
  about:
    'Looks for anything that is wrong with the database: the file, the schema, rows that name others, the chain of the audit log, the sums of the ledger, fills and cursors. Changes nothing. Exit code 1 when something is found.',
  examples: ['db verify', 'db verify --json'],
  flags,
  run: async (given) => {
    const database = await openDatabase({ url: databaseUrl(given), ...poolSize(), schema: 'any' })
    try {
      const findings = await verifyDatabase(database)
      if (given.json) printJson({ database: database.place, findings })
      else if (findings.length === 0) printLine(`${database.place}: nothing is wrong`)
      for (const { check, problem } of given.json ? [] : findings) printLine(`${check}: ${problem}`)
      if (findings.length > 0) process.exitCode = 1
    } finally {
      await database.close()
    }
  },
})
