import { join } from 'node:path'

/** Where the things of a user are. Nothing is made by asking: whoever writes makes the folder first. */
export interface UserFolder {
  readonly root: string
  readonly strategies: string
  /** The candle lake. */
  readonly candles: string
  /** One folder for each session. */
  readonly journal: string
  /** The embedded database. */
  readonly database: string
  /** The key that the keys of exchanges are locked with, when it is kept in a file. */
  readonly masterKey: string
  readonly logs: string
  readonly exports: string
  readonly reports: string
  readonly backups: string
}

/** The folder that a command works in when no other is named. */
export const USER_FOLDER = 'plimsoll'

/** What is where in the folder `root` of a user. */
export function userFolder(root: string): UserFolder {
  return {
    root,
    strategies: join(root, 'strategies'),
    candles: join(root, 'data', 'candles'),
    journal: join(root, 'data', 'journal'),
    database: join(root, 'data', 'plimsoll.db'),
    masterKey: join(root, 'master.key'),
    logs: join(root, 'logs'),
    exports: join(root, 'exports'),
    reports: join(root, 'reports'),
    backups: join(root, 'backups'),
  }
}
