import { PlimsollError } from '../../../core/errors.ts'
import type { SessionStarted } from '../../../core/session-event.ts'

/** Letters of the columns `symbol` and `strategy`. */
const MOST_SYMBOL = 50
const MOST_STRATEGY = 100

/**
 * At the start of a session, before anything is traded: later a row that cannot be kept would stop the books in the middle of it.
 * @throws PlimsollError `data`
 */
export function refuseLongNames({
  session,
  markets,
  strategies,
}: Pick<SessionStarted, 'session' | 'markets' | 'strategies'>): void {
  const symbols = markets.map(({ symbol }) => symbol)
  for (const [names, most] of [
    [symbols, MOST_SYMBOL],
    [strategies, MOST_STRATEGY],
  ] as const) {
    const long = names.find((name) => [...name].length > most)
    if (long === undefined) continue
    const message = `session "${session}": the name "${long}" has ${[...long].length} letters, and the database keeps ${most}`
    throw new PlimsollError('data', message, 'Give it a shorter name, or use --no-database.')
  }
}
