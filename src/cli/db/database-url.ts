import { environmentVariable } from '../../config/environment.ts'
import { userFolder } from '../../store/user-folder.ts'
import { text } from '../flag.ts'

/** Where the address of a database may stand, so that its password is not in the list of processes. */
const VARIABLE = 'PLIMSOLL_DATABASE_URL'

/** The flag of every verb that works with the database. */
export const databaseFlag = text(
  'url',
  `a path, postgres://… or mysql://… (also ${VARIABLE}; otherwise the SQLite file in your folder)`,
)

/** The database that is meant: the flag, then the environment, then the file in the folder of the user. */
export function databaseUrl({ database, userdir }: { database: string | undefined; userdir: string }): string {
  return database ?? environmentVariable(VARIABLE) ?? userFolder(userdir).database
}
