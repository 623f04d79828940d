import type { CommandGroup } from './command.ts'

/** `plimsoll db`: the database that keeps orders, trades, decisions and the ledger. */
export const command: CommandGroup = {
  about: 'Makes the database, brings it up to date, and looks after it.',
  examples: [
    'db status',
    'db migrate --database postgres://plimsoll@db.example.com/plimsoll',
    'db backup',
    'db restore plimsoll/backups/plimsoll-2024-03-01T12-30-05Z.db --yes',
    'db verify',
  ],
  commands: [
    {
      name: 'migrate',
      summary: 'make the tables, or bring them to what this Plimsoll needs',
      load: () => import('./db/migrate.ts'),
    },
    {
      name: 'status',
      summary: 'say where the database is, which schema it has and how much is in it',
      load: () => import('./db/status.ts'),
    },
    {
      name: 'backup',
      summary: 'write a checked copy while others go on working',
      load: () => import('./db/backup.ts'),
    },
    {
      name: 'restore',
      summary: 'put a backup in the place of the database; what was there is kept',
      load: () => import('./db/restore.ts'),
    },
    {
      name: 'verify',
      summary: 'look for anything that is wrong with it; changes nothing',
      load: () => import('./db/verify.ts'),
    },
  ],
}
