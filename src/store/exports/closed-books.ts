import { PlimsollError } from '../../core/errors.ts'
import type { Trade } from '../../core/trade.ts'
import type { ExportedEvent } from './exported-event.ts'

/** The account as its closed trades tell it: what is open changes it when it is closed. */
export interface ClosedBooks {
  readonly capital: number
  /** Months from that of the first event to that of the last, none left out: `2025-10`, UTC. */
  readonly months: readonly string[]
  /** What changed the balance, in the order in which it happened. */
  readonly changes: readonly BalanceChange[]
}

export interface BalanceChange {
  readonly month: string
  readonly amount: number
  /** The trade that was closed; null for a deposit or a withdrawal. */
  readonly trade: Trade | null
}

/** The books of the session that the events tell, its start among them. */
export function closedBooksOf(events: Iterable<ExportedEvent>): ClosedBooks {
  let started: Extract<ExportedEvent, { type: 'started' }> | undefined
  let firstAt: number | undefined
  let lastAt: number | undefined
  const changes: { at: number | undefined; amount: number; trade: Trade | null }[] = []
  for (const event of events) {
    if (event.type === 'started') {
      started = event
      continue
    }
    if (event.at !== null) {
      firstAt ??= event.at
      lastAt = event.at
    }
    if (event.type === 'trade') changes.push({ at: event.at, amount: event.trade.pnl, trade: event.trade })
    if (event.type === 'command' && event.command === 'deposit' && event.amount !== undefined) {
      changes.push({ at: event.at ?? undefined, amount: Number(event.amount), trade: null })
    }
  }
  if (started === undefined) {
    throw new PlimsollError('data', 'the events tell of no session that started', 'Give all events of a session.')
  }
  const { capital, startedAt } = started
  const from = firstAt ?? startedAt
  return {
    capital,
    months: monthsBetween(from, lastAt ?? startedAt),
    // A deposit before the first bar came in the month of that bar.
    changes: changes.map(({ at = from, amount, trade }) => ({ month: monthOf(at), amount, trade })),
  }
}

/** `2025-10`, UTC. */
export function monthOf(at: number): string {
  return new Date(at).toISOString().slice(0, 'yyyy-mm'.length)
}

function monthsBetween(from: number, to: number): string[] {
  const months: string[] = []
  const date = new Date(from)
  for (let k = 0; ; k++) {
    const startsAt = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + k)
    if (startsAt > to) return months
    months.push(monthOf(startsAt))
  }
}
