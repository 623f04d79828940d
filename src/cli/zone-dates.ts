import { PlimsollError } from '../core/errors.ts'
import { type DateOf, utcDateOf } from '../risk/risk-day.ts'

/**
 * Tells the dates of a time zone of the IANA list, by what this machine knows of it.
 * @throws PlimsollError `usage` for a time zone that is not known
 */
export function zoneDates(timeZone: string): DateOf {
  if (timeZone === 'UTC') return utcDateOf
  try {
    // This locale writes 2026-11-21.
    const format = new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone })
    return (at) => Number(format.format(at).replaceAll('-', ''))
  } catch (cause) {
    const cure = 'Write UTC, or a name of the IANA list: Europe/Berlin, America/New_York.'
    throw new PlimsollError('usage', `"${timeZone}" is not a time zone`, cure, { cause })
  }
}
