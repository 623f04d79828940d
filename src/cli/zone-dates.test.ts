import { expect, test } from 'vitest'
import { PlimsollError } from '../core/errors.ts'
import { RiskDay } from '../risk/risk-day.ts'
import { zoneDates } from './zone-dates.ts'

/** The day that holds the moment, with its hours and its month. */
function dayOf(timeZone: string, moment: string) {
  const day = new RiskDay(zoneDates(timeZone))
  day.advance(Date.parse(moment))
  const iso = (at: number) => new Date(at).toISOString().slice(0, 16)
  return `${iso(day.from)} to ${iso(day.to)}, ${(day.to - day.from) / 3_600_000} h of ${day.month}`
}

test('a day of another zone begins at midnight there, to the millisecond', () => {
  const day = new RiskDay(zoneDates('Europe/Berlin'))
  expect(day.advance(Date.parse('2026-10-25T12:00Z'))).toBe(true)
  expect(day.advance(Date.parse('2026-10-25T22:59:59.999Z'))).toBe(false)
  expect(day.advance(Date.parse('2026-10-25T23:00Z'))).toBe(true)
  expect(day.from).toBe(Date.parse('2026-10-25T23:00Z'))
})

test.each([
  ['UTC', '2026-11-21T12:00Z', '2026-11-21T00:00 to 2026-11-22T00:00, 24 h of 202611'],
  ['Europe/Berlin', '2026-03-28T12:00Z', '2026-03-27T23:00 to 2026-03-28T23:00, 24 h of 202603'],
  // Clocks go forward at 2 and back at 3.
  ['Europe/Berlin', '2026-03-29T12:00Z', '2026-03-28T23:00 to 2026-03-29T22:00, 23 h of 202603'],
  ['Europe/Berlin', '2026-10-25T12:00Z', '2026-10-24T22:00 to 2026-10-25T23:00, 25 h of 202610'],
  ['America/New_York', '2026-03-08T12:00Z', '2026-03-08T05:00 to 2026-03-09T04:00, 23 h of 202603'],
  ['America/New_York', '2026-11-01T12:00Z', '2026-11-01T04:00 to 2026-11-02T05:00, 25 h of 202611'],
  ['America/New_York', '2026-12-01T04:59Z', '2026-11-30T05:00 to 2026-12-01T05:00, 24 h of 202611'],
  // Clocks go forward at midnight, so that the day begins at 1, and back at 24, so that the hour before midnight comes twice.
  ['America/Santiago', '2026-09-06T12:00Z', '2026-09-06T04:00 to 2026-09-07T03:00, 23 h of 202609'],
  ['America/Santiago', '2026-04-05T03:30Z', '2026-04-04T03:00 to 2026-04-05T04:00, 25 h of 202604'],
  ['Asia/Beirut', '2026-03-29T12:00Z', '2026-03-28T22:00 to 2026-03-29T21:00, 23 h of 202603'],
  ['Asia/Beirut', '2026-10-24T21:30Z', '2026-10-23T21:00 to 2026-10-24T22:00, 25 h of 202610'],
  // Samoa went from the 29th to the 31st of December 2011.
  ['Pacific/Apia', '2011-12-30T09:59Z', '2011-12-29T10:00 to 2011-12-30T10:00, 24 h of 201112'],
  ['Pacific/Apia', '2011-12-30T10:00Z', '2011-12-30T10:00 to 2011-12-31T10:00, 24 h of 201112'],
])('in %s the moment %s is in the day from %s', (timeZone, moment, expected) => {
  expect(dayOf(timeZone, moment)).toBe(expected)
})

test('a zone that is not known is refused', () => {
  const refused = () => zoneDates('Europe/Atlantis')
  expect(refused).toThrow(PlimsollError)
  expect(refused).toThrow(
    expect.objectContaining({
      code: 'usage',
      message: '"Europe/Atlantis" is not a time zone',
      cure: 'Write UTC, or a name of the IANA list: Europe/Berlin, America/New_York.',
    }),
  )
})
