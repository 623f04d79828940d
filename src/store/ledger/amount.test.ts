import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decimalOf, Exact, formatAmount, parseAmount, ratio, toAmount } from './amount.ts'

describe('an amount', () => {
  test.each([
    ['0.1', '0.1'],
    ['-12.50', '-12.5'],
    ['+3', '3'],
    ['007', '7'],
    ['-0', '0'],
    ['0.000000000000000000000000000001', '0.000000000000000000000000000001'],
    ['1234567890123456789012345678901234567890.5', '1234567890123456789012345678901234567890.5'],
  ])('%s is written as %s', (text, wanted) => {
    expect(formatAmount(parseAmount(text))).toBe(wanted)
  })

  test.each(['', '1e-7', '1,000', '.5', '5.', '0x10', 'NaN', 'Infinity', ' 1', '1 ', '--1', '١'])(
    '"%s" is refused',
    (text) => {
      expect(() => parseAmount(text)).toThrow(`"${text}" is not a plain decimal`)
    },
  )

  test('with more digits than are kept is refused, not cut', () => {
    expect(() => parseAmount(`0.${'0'.repeat(30)}1`)).toThrow('more than 40 digits before the point or 30 after it')
    expect(() => parseAmount('1'.repeat(41))).toThrow('more than 40 digits before the point or 30 after it')
  })

  test('of a double is its shortest decimal, also where that has an exponent', () => {
    expect([0.1, 1e-7, 1e21, 5e-9, 123.456, -0.3].map((value) => formatAmount(decimalOf(value)))).toEqual([
      '0.1',
      '0.0000001',
      '1000000000000000000000',
      '0.000000005',
      '123.456',
      '-0.3',
    ])
  })

  test.each([Number.NaN, Number.POSITIVE_INFINITY])('of %s is refused', (value) => {
    expect(() => decimalOf(value)).toThrow(`${value} is not a number`)
  })

  test('is cut to 30 places, half to even', () => {
    const half = `0.${'0'.repeat(30)}5`
    expect(formatAmount(toAmount(new Exact(half)))).toBe('0')
    expect(formatAmount(toAmount(new Exact(1).plus(half)))).toBe('1')
    expect(formatAmount(toAmount(new Exact(`0.${'0'.repeat(29)}15`)))).toBe(`0.${'0'.repeat(29)}2`)
  })

  test('from 1e40 on is refused', () => {
    expect(() => toAmount(new Exact('1e40'))).toThrow('1e+40 has more than 40 digits before the point')
    expect(formatAmount(toAmount(new Exact('9e39')))).toBe(`9${'0'.repeat(39)}`)
  })

  test('is exact in sums of the largest and the smallest', () => {
    const large = parseAmount('9'.repeat(40))
    const small = parseAmount(`0.${'0'.repeat(29)}1`)
    expect(formatAmount(large.plus(small).minus(large))).toBe(formatAmount(small))
  })

  test('times a ratio is exact before it is cut', () => {
    const third = ratio(new Exact(1), new Exact(3))
    expect(third.toFixed()).toBe(`0.${'3'.repeat(40)}`)
    expect(parseAmount('9'.repeat(40)).times(third).precision()).toBe(80)
  })

  test('of any finite double below the limit reads back to that double', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(decimalOf(value).toNumber()).toBe(value)
      }),
    )
  })
})
