import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseTime } from './candle-time.ts'

const AT = Date.UTC(2024, 0, 31, 13, 5)

test.each([
  '1706706300',
  '1706706300000',
  '1706706300000000',
  '1706706300000000123',
  '1706706300.0',
  '1.7067063e12',
  '2024-01-31T13:05:00Z',
  '2024-01-31T13:05:00.000Z',
  '2024-01-31 13:05:00',
  '2024-01-31 13:05',
  '2024/01/31 13:05:00',
  '2024-01-31T13:05:00+00:00',
  '2024-01-31T15:05:00+02:00',
  '2024-01-31T08:05:00-0500',
  '2024-01-31 13:05:00 UTC',
])('%s is 13:05 on the last day of January 2024', (text) => {
  expect(parseTime(text)).toBe(AT)
})

test('a day alone begins at midnight UTC, a fraction counts in milliseconds', () => {
  expect(parseTime('2024-01-31')).toBe(Date.UTC(2024, 0, 31))
  expect(parseTime('2024-01-31T13:05:00.123456Z')).toBe(AT + 123)
  expect(parseTime('1706706300.5')).toBe(AT + 500)
})

test.each([
  '',
  'yesterday',
  '01/03/2017',
  '2024-02-30',
  '2024-13-01',
  '2024-01-31T24:00:00',
  '2024-01-31T13:60:00',
  '-5',
  '17067063000000000000000',
])('"%s" is no time', (text) => {
  expect(parseTime(text)).toBeNaN()
})

test('reads back every time that toISOString writes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), (at) => {
      expect(parseTime(new Date(at).toISOString())).toBe(at)
    }),
  )
})
