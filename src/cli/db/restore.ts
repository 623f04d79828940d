import { restoreDatabase } from '../../store/sql/backup/restore-database.ts'
import { defineCommand } from '../command.ts'
import { on } from '../flag.ts'
import { printJson, printLine } from '../output.ts'
import { databaseFlag, databaseUrl } from './database-url.ts'

const flags = {
  database: databaseFlag,
  yes: on('replace the SQLite file that is there; it is kept beside the new one'),
  json: on('print what was done as one JSON document'),
}

/** `plimsoll db restore`. */
export const command = defineCommand({
  about:
    'Puts a backup where the database is, after it has been checked from end to end. A SQLite file that is there is kept under another name; a database on a server must be empty.',
  examples: [
    'db restore plimsoll/backups/plimsoll-2024-03-01T12-30-05Z.db --yes',
    'db restore plimsoll-2024-03-01T12-30-05Z.jsonl.gz --database postgres://plimsoll@127.0.0.1/empty',
  ],
  takes: '<backup>',
  takesAbout: 'a file that db backup has written',
  flags,
  run: async (given, [file = '']) => {
    const options = { file, url: databaseUrl(given), mayReplace: given.yes, now: Date.now() }
    const { place, schema, kept } = await restoreDatabase(options)
    if (given.json) return printJson({ database: place, schema, backup: file, kept: kept ?? null })
    printLine(`${place} is restored from ${file}, schema ${schema}`)
    if (kept !== undefined) printLine(`what was there before is ${kept}`)
  },
})
