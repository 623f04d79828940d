import type { SegmentInfo } from '../journal/segments-of.ts'
import type { Database } from './open-database.ts'

/**
 * Keeps the index of the segments of a journal, in place of what was known of them.
 * @example await keepSegments(database, 'paper-1', segmentsOf(folder))
 */
export async function keepSegments(
  database: Database,
  session: string,
  segments: readonly SegmentInfo[],
): Promise<void> {
  await database.transaction(async (transaction) => {
    await transaction.deleteFrom('journalSegments').where('session', '=', session).execute()
    for (const segment of segments)
      await transaction
        .insertInto('journalSegments')
        .values({ session, ...segment })
        .execute()
  })
}
