import type { SessionEvent } from '../core/session-event.ts'

/** Where two runs part: what one of them had at a place, and the other did not. */
export interface Difference {
  /** Number of the event among those that were compared, from 1 on. */
  readonly event: number
  /** Place of the record in the journal, null when it has none there. */
  readonly sequence: number | null
  readonly journal: unknown
  readonly run: unknown
  /** The first field that differs, with both values, in words. */
  readonly why: string
}

/** Compares the events of a journal with those of a run that is made anew, in their order, text by text. */
export class EventComparer {
  /** Events that were the same so far. */
  matched = 0
  difference: Difference | undefined
  readonly #made: string[] = []
  #next = 0

  /** The run gives `event`. */
  give(event: SessionEvent): void {
    this.#made.push(JSON.stringify(event))
  }

  /** The journal has `text` next. */
  expect(text: string, sequence: number): void {
    if (this.difference !== undefined) return
    const made = this.#made[this.#next]
    if (made === text) {
      this.#next += 1
      this.matched += 1
      if (this.#next === this.#made.length) this.#forget()
      return
    }
    this.#differ(text, made, sequence)
  }

  /** The journal has nothing more of what the run gave so far. */
  expectNothing(sequence: number | null = null): void {
    const made = this.#made[this.#next]
    if (this.difference === undefined && made !== undefined) this.#differ(undefined, made, sequence)
  }

  /** What the run gave and the journal has not come to. */
  get rest(): readonly string[] {
    return this.#made.slice(this.#next)
  }

  #forget(): void {
    this.#made.length = 0
    this.#next = 0
  }

  #differ(text: string | undefined, made: string | undefined, sequence: number | null): void {
    const journal: unknown = text === undefined ? null : JSON.parse(text)
    const run: unknown = made === undefined ? null : JSON.parse(made)
    this.difference = { event: this.matched + 1, sequence, journal, run, why: whyOf(journal, run) }
  }
}

function whyOf(journal: unknown, run: unknown): string {
  if (journal === null) return `the run gives "${typeOf(run)}", which the journal does not have`
  if (run === null) return `the journal has "${typeOf(journal)}", which the run does not give`
  const { path, one, other } = firstDifference(journal, run, '')
  return `${path || 'the event'} is ${JSON.stringify(one)} in the journal and ${JSON.stringify(other)} in the run`
}

function typeOf(event: unknown): string {
  return typeof event === 'object' && event !== null && 'type' in event ? String(event.type) : String(event)
}

/** The first place, in the order of the fields, at which two values differ. */
function firstDifference(one: unknown, other: unknown, path: string): { path: string; one: unknown; other: unknown } {
  if (isFields(one) && isFields(other)) {
    for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
      if (JSON.stringify(one[key]) === JSON.stringify(other[key])) continue
      return firstDifference(one[key], other[key], path === '' ? key : `${path}.${key}`)
    }
  }
  return { path, one: one ?? null, other: other ?? null }
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
