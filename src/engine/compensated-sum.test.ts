import { Decimal } from 'decimal.js'
import { expect, test } from 'vitest'
import { createPrng } from '../core/prng.ts'
import { CompensatedSum } from './compensated-sum.ts'

test('keeps what a plain sum loses', () => {
  const sum = new CompensatedSum(1)
  for (const amount of [1e100, 1, -1e100]) sum.add(amount)
  expect(sum.value).toBe(2)
  expect(1 + 1e100 + 1 - 1e100).toBe(0)
})

test('a hundred thousand postings of an account of a million are exact to the last digit', () => {
  const draw = createPrng(7)
  const sum = new CompensatedSum(1_000_000)
  let exact = new Decimal(1_000_000)
  for (let k = 0; k < 100_000; k++) {
    const amount = (draw() - 0.5) * 10 ** Math.floor(draw() * 7)
    sum.add(amount)
    exact = exact.plus(amount)
  }
  expect(Math.abs(sum.value - exact.toNumber())).toBeLessThan(1e-9)
})
