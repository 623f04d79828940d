import { backupDatabase } from '../../store/sql/backup/backup-database.ts'
import { openDatabase } from '../../store/sql/open-database.ts'
import { userFolder } from '../../store/user-folder.ts'
import { defineCommand } from '../command.ts'
import { on, text } from '../flag.ts'
import { printJson, printLine } from '../output.ts'
import { databaseFlag, databaseUrl, poolSize } from './database-url.ts'

const flags = {
  database: databaseFlag,
  out: text('folder', 'where the backup goes; backups/ in your folder when it is not given'),
  json: on('print what was done as one JSON document'),
}

/** `plimsoll db backup`. */
export const command = defineCommand({
  about:
    'Writes a copy of the database as it is at one moment, while others go on working with it, and reads it again: a file of SQLite, or a dump of the rows of a server.',
  examples: ['db backup', 'db backup --out /mnt/usb'],
  flags,
  run: async (given) => {
    const database = await openDatabase({ url: databaseUrl(given), ...poolSize(), schema: 'any' })
    try {
      const folder = given.out ?? userFolder(given.userdir).backups
      const report = await backupDatabase(database, folder, Date.now())
      if (given.json) printJson({ database: database.place, ...report })
      else printLine(`${report.file}: ${report.bytes} bytes, schema ${report.schema}, checked`)
    } finally {
      await database.close()
    }
  },
})
