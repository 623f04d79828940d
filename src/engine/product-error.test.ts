import fc from 'fast-check'
import { expect, test } from 'vitest'
import { productError } from './product-error.ts'
import { exactly } from './testing/exactly.ts'

test('gives back what rounding took, to the last bit', () => {
  const amounts = fc.double({ min: 1e-8, max: 1e8, noNaN: true })
  fc.assert(
    fc.property(amounts, amounts, (a, b) => {
      const product = a * b
      const sum = exactly(product).plus(exactly(productError(a, b, product)))
      expect(sum.equals(exactly(a).times(exactly(b)))).toBe(true)
    }),
  )
})

test('0.1 x 3 is 0.3 and a little', () => {
  expect(productError(0.1, 3, 0.1 * 3)).toBe(-2.7755575615628914e-17)
})

test('nothing is lost where nothing is rounded', () => {
  expect(productError(1.5, 4096, 6144)).toBe(0)
})
