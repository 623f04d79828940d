import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimalText, withoutPadding } from './decimal-text.ts'

test.each([
  [1e-10, '0.0000000001'],
  [1e12, '1000000000000'],
  [-0, '0'],
  [0.1 + 0.2, '0.30000000000000004'],
  [1e-40, '0'],
  [1e-6, '0.000001'],
  [9.9e-7, '0.00000099'],
  [-1.5e-7, '-0.00000015'],
  [1.2345678901234567e-6, '0.0000012345678901234567'],
  [999_999_999_999_999_900_000, '999999999999999900000'],
  [1e21, '1000000000000000000000'],
  ['-0.00', '0'],
  ['+12.50', '12.5'],
  ['0100', '100'],
])('%s is %s', (value, text) => {
  expect(decimalText(value)).toBe(text)
})

test('a double of a usual size reads back from its text', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-10, max: 1e30, noNaN: true }), (value) => {
      expect(Number(decimalText(value))).toBe(value)
    }),
  )
})

test.each([
  [Number.NaN, '"NaN" is not a decimal'],
  [Number.POSITIVE_INFINITY, '"Infinity" is not a decimal'],
  ['1e5', '"1e5" is not a decimal'],
  ['', '"" is not a decimal'],
  [`0.${'1'.repeat(31)}`, `the decimal 0.${'1'.repeat(31)} has more digits than the database keeps`],
  [1e35, 'the decimal 1e+35 has more digits than the database keeps'],
])('%s is refused', (value, message) => {
  expect(() => decimalText(value)).toThrow(message)
})

test('padding goes, digits stay', () => {
  expect(['65000.500000', '100', '0.000', '-0.000', '-1.10', '100.000'].map(withoutPadding)).toEqual([
    ...['65000.5', '100', '0', '0', '-1.1', '100'],
  ])
})
