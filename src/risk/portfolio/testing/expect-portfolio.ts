import { expect } from 'vitest'
import { createPrng } from '../../../core/prng.ts'
import { randomCovariance, randomOrder } from './random-covariance.ts'

type Weigh = (covariance: readonly (readonly number[])[]) => readonly number[]

/** What all ways to weigh assets by their covariances have in common, on random matrices of 1 to 30 assets. */
export function expectPortfolio(weigh: Weigh, { tolerance }: { readonly tolerance: number }): void {
  for (let seed = 0; seed < 60; seed++) {
    const random = createPrng(seed)
    const assets = 1 + (seed % 30)
    const covariance = randomCovariance(assets, random)
    const weights = weigh(covariance)
    expect(weights.length).toBe(assets)
    expect(Math.abs(weights.reduce((a, b) => a + b) - 1)).toBeLessThan(1e-9)
    expect(Math.min(...weights)).toBeGreaterThanOrEqual(0)
    const scaled = weigh(covariance.map((row) => row.map((value) => value * 1e4)))
    expectNear(scaled, weights, { tolerance, what: `seed ${seed}, scaled` })
    const order = randomOrder(assets, random)
    const shuffled = weigh(order.map((i) => order.map((j) => covariance[i]?.[j] as number)))
    const expected = order.map((i) => weights[i] as number)
    expectNear(shuffled, expected, { tolerance, what: `seed ${seed}, shuffled` })
  }
}

interface Near {
  readonly tolerance: number
  readonly what?: string
}

/** Each value is within `tolerance` of the expected one. */
export function expectNear(
  found: readonly number[],
  expected: readonly number[],
  { tolerance, what = '' }: Near,
): void {
  expect(found.length).toBe(expected.length)
  const furthest = Math.max(...found.map((value, i) => Math.abs(value - (expected[i] as number))))
  expect(furthest, `${what}: ${found.join(' ')} is not ${expected.join(' ')}`).toBeLessThanOrEqual(tolerance)
}
