import { PlimsollError } from '../../core/errors.ts'

/** Where a journal is not what was written, and how. */
export interface JournalFlaw {
  readonly file: string
  /** In bytes from the beginning of the file. */
  readonly offset: number
  readonly problem: string
}

/** What to tell a person of a flaw. */
export function flawError({ file, offset, problem }: JournalFlaw): PlimsollError {
  return new PlimsollError(
    'data',
    `${file} at byte ${offset}: ${problem}`,
    'Nothing was changed. Put the folder back from a backup, or move it away and begin a new session; plimsoll journal export SESSION --damaged writes what comes before this place.',
  )
}
