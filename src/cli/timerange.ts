import { PlimsollError } from '../core/errors.ts'

/** Instants [from, to) of `--timerange 20240101-20240201`; either side may be left out. Dates are UTC, the last day is not included. */
export function parseTimerange(text: string | undefined): { from: number; to: number } {
  if (text === undefined) return { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }
  const match = /^(\d{8})?-(\d{8})?$/.exec(text)
  if (match === null || text === '-') throw badTimerange(text)
  const from = match[1] === undefined ? Number.NEGATIVE_INFINITY : parseDay(match[1], text)
  const to = match[2] === undefined ? Number.POSITIVE_INFINITY : parseDay(match[2], text)
  if (from >= to) throw badTimerange(text)
  return { from, to }
}

function parseDay(day: string, timerange: string): number {
  const iso = `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6, 8)}`
  const at = Date.parse(`${iso}T00:00:00Z`)
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== iso) throw badTimerange(timerange)
  return at
}

function badTimerange(text: string): PlimsollError {
  return new PlimsollError(
    'usage',
    `timerange "${text}" is not a range of days`,
    'Write it as 20240101-20240201 (the last day is not included), 20240101- or -20240201.',
  )
}
