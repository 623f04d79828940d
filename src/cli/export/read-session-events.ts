import type { ExportedEvent } from '../../store/exports/exported-event.ts'
import { parseExportedEvent } from '../../store/exports/parse-event.ts'
import { findSession, type KnownSession } from '../known-session.ts'

/** The events of a session, as exports read them. */
export interface SessionEvents {
  readonly session: string
  /** Read as they are asked for, once. */
  readonly events: Iterable<ExportedEvent>
}

/** Reads the session `name`, the newest when it is not given. One that runs still is read as far as it is written. */
export function readSessionEvents(userdir: string, name: string | undefined): SessionEvents {
  const known = findSession(userdir, name)
  return { session: known.id, events: eventsOf(known) }
}

function* eventsOf({ id, started, records }: KnownSession): Generator<ExportedEvent> {
  yield started
  for (const record of records) {
    if (record.type === 'event') yield parseExportedEvent(record.text, `record ${record.sequence} of ${id}`)
  }
}
