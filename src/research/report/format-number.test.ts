import { expect, test } from 'vitest'
import { formatMoney, formatNumber, formatPrice, formatSigned } from './format-number.ts'

test.each([
  [1234567.891, 2, '1,234,567.89'],
  [-1234.5, 1, '−1,234.5'],
  [999, 0, '999'],
  [1000, 0, '1,000'],
  [-0.001, 2, '0.00'],
  [0.12345678, 6, '0.123457'],
])('%d with %d decimals is %s', (value, decimals, text) => {
  expect(formatNumber(value, decimals)).toBe(text)
})

test.each([
  [5, '+5.00'],
  [-5, '−5.00'],
  [0, '0.00'],
  [0.001, '0.00'],
])('%d with its sign is %s', (value, text) => {
  expect(formatSigned(value, 2)).toBe(text)
})

test('small amounts keep digits that cents would hide', () => {
  expect([0.0123, 12.3, 0, -0.5].map(formatMoney)).toEqual(['0.0123', '12.30', '0.00', '−0.5000'])
})

test('a price that is not there is a dash', () => {
  expect([formatPrice(null, 2), formatPrice(Number.NaN, 2), formatPrice(61234.5, 1)]).toEqual(['–', '–', '61,234.5'])
})
