import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DecimalSum } from './decimal-sum.ts'

function sum(terms: readonly number[]): number {
  const total = new DecimalSum()
  for (const term of terms) total.add(term)
  return total.value
}

test('is the sum that a person writes', () => {
  expect(sum([0.1, 0.2])).toBe(0.3)
  expect(sum([5, 0.07, 0.003, 1e-8])).toBe(5.07300001)
  expect(sum([])).toBe(0)
})

test('is the double nearest to the exact decimal, in any order', () => {
  fc.assert(
    fc.property(fc.array(fc.bigInt({ min: 0n, max: 10n ** 11n }), { maxLength: 50 }), (units) => {
      const terms = units.map((unit) => Number(`${unit}e-8`))
      const exact = Number(`${units.reduce((total, unit) => total + unit, 0n)}e-8`)
      expect(sum(terms)).toBe(exact)
      expect(sum(terms.toReversed())).toBe(exact)
    }),
  )
})

test('is the plain sum where the terms are no short decimals or too large', () => {
  expect(sum([1 / 3, 1 / 3])).toBe(1 / 3 + 1 / 3)
  expect(sum([9e15, 0.5, 0.25])).toBe(9e15 + 0.5 + 0.25)
})
