import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scanDecimal } from './scan-decimal.ts'

/** What the scan makes of a text, or null when it gives up. */
function scan(text: string): number | null {
  const bytes = new TextEncoder().encode(`${text},`)
  const values = new Float64Array(1)
  const end = scanDecimal(bytes, 0, values, 0)
  if (end < 0) return null
  expect(end).toBe(text.length)
  return values[0] as number
}

const digits = (min: number, max: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: min, maxLength: max }).map((list) => list.join(''))

test('gives the very double that Number gives, for any decimal that it takes', () => {
  fc.assert(
    fc.property(digits(0, 17), digits(0, 24), (whole, fraction) => {
      const text = fraction === '' ? whole : `${whole}.${fraction}`
      const value = scan(text)
      if (value !== null) expect(value).toBe(Number(text))
      if (whole.length + fraction.length <= 15 && text !== '') expect(value).not.toBeNull()
    }),
    { numRuns: 5000 },
  )
})

test('gives the very double that was printed, for any double of few digits', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1e15, noNaN: true }), (double) => {
      const value = scan(`${double}`)
      if (value !== null) expect(value).toBe(double)
    }),
    { numRuns: 5000 },
  )
})

test.each([
  ['0', 0],
  ['007', 7],
  ['5.', 5],
  ['.5', 0.5],
  ['0.1', 0.1],
  ['9007199254740991', 9007199254740991],
  ['0.0000000000000000000001', 1e-22],
])('%s is %d', (text, value) => {
  expect(scan(text)).toBe(value)
})

test.each(['', '.', '9007199254740993', '0.00000000000000000000001'])('"%s" is left to the slow way', (text) => {
  expect(scan(text)).toBeNull()
})
