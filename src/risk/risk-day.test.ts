import { expect, test } from 'vitest'
import { type DateOf, RiskDay, utcDateOf } from './risk-day.ts'

test('a day of UTC begins at midnight, to the millisecond', () => {
  const day = new RiskDay()
  expect(day.advance(Date.parse('2026-11-30T12:00Z'))).toBe(true)
  expect(day).toMatchObject({ from: Date.parse('2026-11-30'), to: Date.parse('2026-12-01'), month: 202_611 })
  expect(day.advance(Date.parse('2026-11-30T23:59:59.999Z'))).toBe(false)
  expect(day.advance(Date.parse('2026-12-01T00:00Z'))).toBe(true)
  expect(day).toMatchObject({ from: Date.parse('2026-12-01'), to: Date.parse('2026-12-02'), month: 202_612 })
})

test('the first moment of a day is no other day a second time', () => {
  const day = new RiskDay()
  expect(day.advance(Date.parse('2026-11-30T00:00Z'))).toBe(true)
  expect(day.advance(Date.parse('2026-11-30T00:00Z'))).toBe(false)
})

const HOUR_MS = 3_600_000

/** The day that holds the moment, to the millisecond, and its month. */
function dayOf(dateOf: DateOf, moment: string) {
  const day = new RiskDay(dateOf)
  day.advance(Date.parse(moment))
  const iso = (at: number) => new Date(at).toISOString().replace(':00.000Z', '')
  return `${iso(day.from)} to ${iso(day.to)} of ${day.month}`
}

test('a day on which clocks go back has 25 hours, from its first moment to its last', () => {
  const change = Date.parse('2026-10-25T01:00Z')
  const dateOf: DateOf = (at) => utcDateOf(at + (at < change ? 2 : 1) * HOUR_MS)
  expect(dayOf(dateOf, '2026-10-24T21:59:59.999Z')).toBe('2026-10-23T22:00 to 2026-10-24T22:00 of 202610')
  expect(dayOf(dateOf, '2026-10-24T22:00Z')).toBe('2026-10-24T22:00 to 2026-10-25T23:00 of 202610')
  expect(dayOf(dateOf, '2026-10-25T22:59:59.999Z')).toBe('2026-10-24T22:00 to 2026-10-25T23:00 of 202610')
  expect(dayOf(dateOf, '2026-10-25T23:00Z')).toBe('2026-10-25T23:00 to 2026-10-26T23:00 of 202610')
})

test('a day that a country lives twice is one of 48 hours, and one that it leaves out is none', () => {
  const change = Date.parse('2026-11-30T12:00Z')
  const twice: DateOf = (at) => utcDateOf(at + (at < change ? 12 : -12) * HOUR_MS)
  expect(dayOf(twice, '2026-11-29T12:00Z')).toBe('2026-11-29T12:00 to 2026-12-01T12:00 of 202611')
  expect(dayOf(twice, '2026-12-01T11:59:59.999Z')).toBe('2026-11-29T12:00 to 2026-12-01T12:00 of 202611')
  const never: DateOf = (at) => utcDateOf(at + (at < change ? -12 : 12) * HOUR_MS)
  expect(dayOf(never, '2026-11-30T11:59:59.999Z')).toBe('2026-11-29T12:00 to 2026-11-30T12:00 of 202611')
  expect(dayOf(never, '2026-11-30T12:00Z')).toBe('2026-11-30T12:00 to 2026-12-01T12:00 of 202612')
})
