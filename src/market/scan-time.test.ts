import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseTime } from './candle-time.ts'
import { scanTime } from './scan-time.ts'

/** What the scan makes of a text, or null when it gives up. */
function scan(text: string): number | null {
  const bytes = new TextEncoder().encode(`${text},`)
  const values = new Float64Array(1)
  const end = scanTime(bytes, 0, values, 0)
  return bytes[end] === 44 && end === text.length ? (values[0] as number) : null
}

test.each([
  ['1706706300', Date.UTC(2024, 0, 31, 13, 5)],
  ['1706706300000', Date.UTC(2024, 0, 31, 13, 5)],
  ['2024-02-29T23:59:59Z', Date.UTC(2024, 1, 29, 23, 59, 59)],
  ['1970-01-01 00:00:00', 0],
])('%s is %i', (text, at) => expect(scan(text)).toBe(at))

test.each([
  '2023-02-29 00:00:00',
  '2100-02-29 00:00:00',
  '2024-13-01 00:00:00',
  '2024-04-31 00:00:00',
  '2024-01-01 24:00:00',
  '2024-01-01 00:00',
  '2024-01-01',
  '2024-01-01T00:00:00+02:00',
  '2024-01-01T00:00:00.5Z',
  '20x4-01-01 00:00:00',
])('%s is left to the slow way', (text) => expect(scan(text)).toBeNull())

test('gives the time that the slow way gives, for every second of two centuries', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 6e9 }),
      fc.constantFrom(' ', 'T'),
      fc.constantFrom('', 'Z'),
      (s, gap, zone) => {
        const text = new Date(s * 1000).toISOString().slice(0, 19).replace('T', gap) + zone
        expect(scan(text)).toBe(s * 1000)
        expect(parseTime(text)).toBe(s * 1000)
      },
    ),
    { numRuns: 2000 },
  )
})
