import type { ExportedEvent } from '../../store/exports/exported-event.ts'
import { parseExportedEvent } from '../../store/exports/parse-event.ts'
import { findSession } from '../known-session.ts'

/** The events of a session, as exports read them. */
export interface SessionEvents {
  readonly session: string
  readonly events: readonly ExportedEvent[]
}

/** Reads the session `name`, the newest when it is not given. One that runs still is read as far as it is written. */
export function readSessionEvents(userdir: string, name: string | undefined): SessionEvents {
  const { id, started, records } = findSession(userdir, name)
  const events: ExportedEvent[] = [started]
  for (const record of records) {
    if (record.type === 'event') events.push(parseExportedEvent(record.text, `record ${record.sequence} of ${id}`))
  }
  return { session: id, events }
}
