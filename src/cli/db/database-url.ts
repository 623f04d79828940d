import { environmentVariable } from '../../config/environment.ts'
import { PlimsollError } from '../../core/errors.ts'
import { userFolder } from '../../store/user-folder.ts'
import { text } from '../flag.ts'

/** Where the address of a database may stand, so that its password is not in the list of processes. */
const VARIABLE = 'PLIMSOLL_DATABASE_URL'
const REPLICA_VARIABLE = 'PLIMSOLL_DATABASE_READ_URL'
const POOL_VARIABLE = 'PLIMSOLL_DATABASE_POOL_SIZE'
const MOST_CONNECTIONS = 100

/** The flag of every verb that works with the database. */
export const databaseFlag = text(
  'url',
  `a path, postgres://… or mysql://… (also ${VARIABLE}; otherwise the SQLite file in your folder)`,
)

/** The database that is meant: the flag, then the environment, then the file in the folder of the user. */
export function databaseUrl({ database, userdir }: { database: string | undefined; userdir: string }): string {
  return database ?? environmentVariable(VARIABLE) ?? userFolder(userdir).database
}

/** The replica that reports are read from, when there is one. */
export function replicaUrl(): string | undefined {
  return environmentVariable(REPLICA_VARIABLE)
}

/** How many connections to a server a process may have; the usual number when it is not said. */
export function poolSize(): { readonly poolSize?: number } {
  const given = environmentVariable(POOL_VARIABLE)
  if (given === undefined) return {}
  const size = Number(given)
  if (Number.isInteger(size) && size >= 1 && size <= MOST_CONNECTIONS) return { poolSize: size }
  throw new PlimsollError(
    'usage',
    `${POOL_VARIABLE} is "${given}"`,
    `Write a whole number from 1 to ${MOST_CONNECTIONS}.`,
  )
}
