import type { Selectable } from 'kysely'
import type { SessionEvent } from '../../../core/session-event.ts'
import type { SessionsTable } from '../schema/account-rows.ts'
import type { Batch } from './batch/batch.ts'

export type SessionRow = Selectable<SessionsTable>

/** The session that a transaction works on. Its row is locked, changed here, and written at the end of the transaction. */
export interface ProjectedSession {
  readonly row: SessionRow
  readonly batch: Batch
}

/** An event with its place in the session. */
export interface Projected<E extends SessionEvent = SessionEvent> extends ProjectedSession {
  readonly sequence: number
  readonly event: E
  /** When it happened; for what came before the first bar had closed, when the session was started. */
  readonly at: number
}

/** What every row of a session tells of its origin. */
export function originOf({ row, sequence }: Projected): { sessionId: number; accountId: number; sequence: number } {
  return { sessionId: row.id, accountId: row.accountId, sequence }
}

/** A number that may be missing or have no end, as the journal keeps it: as null. */
export function known(value: number | null | undefined): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}
