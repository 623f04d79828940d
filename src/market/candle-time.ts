const ISO =
  /^(\d{4})[-/](\d\d)[-/](\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?\s*(Z|UTC|[+-]\d\d(?::?\d\d)?)?$/i
const NUMBER = /^\d+(\.\d*)?(e\+?\d+)?$/i

const MINUTE_MS = 60_000
/** A number below this is seconds (up to the year 5138), from here on it is milliseconds (from 1973-03-03 on). */
const SMALLEST_MS = 1e11
const SMALLEST_US = 1e14
const SMALLEST_NS = 1e17

/** UTC milliseconds of a Unix time in seconds, milliseconds or microseconds; the size of the number tells which. */
export function timeFromNumber(value: number): number {
  if (value < SMALLEST_MS) return Math.round(value * 1000)
  if (value < SMALLEST_US) return Math.floor(value)
  return Math.floor(value / 1000)
}

/**
 * UTC milliseconds of a time as files write it: Unix s, ms, us, ns, or ISO with a blank or a T, with or without seconds, fraction and
 * zone (none = UTC), or a day alone. NaN for anything else: 01/03/2017 is two different days on two shores.
 */
export function parseTime(text: string): number {
  if (NUMBER.test(text)) return parseUnixTime(text)
  const match = ISO.exec(text)
  if (match === null) return Number.NaN
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', zone = 'Z'] = match
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second))
  const isReal = new Date(at).getUTCDate() === Number(day) && Number(month) <= 12 && Number(hour) < 24
  if (!isReal || Number(minute) > 59 || Number(second) > 59) return Number.NaN
  return at + Number(fraction.padEnd(3, '0').slice(0, 3)) - zoneOffsetMs(zone)
}

/** Nanoseconds have more digits than a double: their last six are cut off as text. */
function parseUnixTime(text: string): number {
  const value = Number(text)
  if (value < SMALLEST_NS) return timeFromNumber(value)
  return /^\d{18,19}$/.test(text) ? Number(text.slice(0, -6)) : Number.NaN
}

function zoneOffsetMs(zone: string): number {
  if (zone[0] !== '+' && zone[0] !== '-') return 0
  const digits = zone.slice(1).replace(':', '')
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || '0')
  return (zone[0] === '-' ? -minutes : minutes) * MINUTE_MS
}
