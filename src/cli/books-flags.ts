import { databaseFlag } from './db/database-url.ts'
import { type FlagsOf, on } from './flag.ts'

/** The flags that say which database a session fills. */
export const booksFlags = {
  database: databaseFlag,
  noDatabase: on('fill no database'),
}

export type BooksFlags = FlagsOf<typeof booksFlags> & { readonly userdir: string }
