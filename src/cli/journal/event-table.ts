import * as z from 'zod'
import { textCell } from '../../research/report/csv-cell.ts'
import type { JournalRecord } from '../../store/journal/read-journal.ts'

const eventSchema = z.record(z.string(), z.unknown())
type Event = z.infer<typeof eventSchema>

/** Every event of a session as a line of CSV: sequence, time, then a column for each field that any event has. Bars are left out. */
export class EventTable {
  readonly #fields = new Set(['type', 'at'])
  #events = 0
  #lastSequence = 0

  /** Learns the fields of all events, which the header must name. */
  constructor(records: Iterable<JournalRecord>) {
    for (const record of records) {
      if (record.type !== 'event') continue
      for (const field of Object.keys(eventOf(record.text))) this.#fields.add(field)
      this.#events++
      this.#lastSequence = record.sequence
    }
  }

  get events(): number {
    return this.#events
  }

  /** The lines of the same records, read once more; what a running session has added meanwhile is left out. */
  *lines(records: Iterable<JournalRecord>): Generator<string, void, void> {
    yield `${['sequence', 'time', ...this.#fields].map(textCell).join(',')}\n`
    if (this.#events === 0) return
    for (const record of records) {
      if (record.type === 'event') yield this.#line(record.sequence, eventOf(record.text))
      if (record.sequence >= this.#lastSequence) return
    }
  }

  #line(sequence: number, event: Event): string {
    const cells = [...this.#fields].map((field) => cell(event[field]))
    return `${[sequence, time(event), ...cells].join(',')}\n`
  }
}

function eventOf(text: string): Event {
  return eventSchema.parse(JSON.parse(text))
}

/** In the form that spreadsheets read as a time. */
function time({ at, startedAt }: Event): string {
  const instant = at ?? startedAt
  return typeof instant === 'number' && Math.abs(instant) <= 8.64e15 ? new Date(instant).toISOString() : ''
}

const PLAIN_NUMBER = /^[+-]?\d+(\.\d+)?$/

function cell(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return PLAIN_NUMBER.test(text) ? text : textCell(text)
}
