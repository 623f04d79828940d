import { expect, test } from 'vitest'
import { createPrng } from '../../core/prng.ts'
import { bestOnSimplex } from './best-on-simplex.ts'
import { expectNear } from './testing/expect-portfolio.ts'
import { randomCovariance } from './testing/random-covariance.ts'

/** gains - Cw of each asset: at the best weights the same for all that are held, and not more for the others. */
function marginalGains(covariance: readonly (readonly number[])[], gains: Float64Array, weights: readonly number[]) {
  return covariance.map((row, i) =>
    row.reduce((left, value, j) => left - value * (weights[j] as number), gains[i] as number),
  )
}

function expectBest(covariance: readonly (readonly number[])[], gains: Float64Array, what: string): void {
  const weights = bestOnSimplex(covariance, gains)
  expect(weights.reduce((a, b) => a + b)).toBeCloseTo(1, 12)
  expect(Math.min(...weights), what).toBeGreaterThanOrEqual(0)
  const found = marginalGains(covariance, gains, weights)
  const inside = found.filter((_, i) => (weights[i] as number) > 0)
  const scale = Math.max(...covariance.map((row, i) => row[i] as number))
  const most = Math.max(...inside)
  expect(most - Math.min(...inside), what).toBeLessThan(1e-8 * scale)
  expect(Math.max(...found), what).toBeLessThan(most + 1e-8 * scale)
}

test('the marginal gains of the held assets are equal, and no other asset has a larger one', () => {
  for (let seed = 0; seed < 100; seed++) {
    const random = createPrng(seed)
    const assets = 2 + (seed % 49)
    const covariance = randomCovariance(assets, random)
    const gains = Float64Array.from({ length: assets }, () => 3e-4 * (random() - 0.5) * (seed % 3))
    expectBest(covariance, gains, `seed ${seed}`)
  }
})

test('is the best point also of copies of the same assets, whose matrix is singular', () => {
  for (let seed = 0; seed < 50; seed++) {
    const { copies, pick } = randomCopies(seed)
    const gains = Float64Array.from(pick, (i) => 1e-4 * i)
    expectBest(copies, gains, `seed ${seed}`)
  }
})

test('copies of an asset share its weight', () => {
  for (let seed = 0; seed < 50; seed++) {
    const { copies, pick } = randomCopies(seed)
    const weights = bestOnSimplex(copies, new Float64Array(24))
    for (let i = 0; i < 24; i++) {
      const twin = pick.indexOf(pick[i] as number)
      expect(Math.abs((weights[i] as number) - (weights[twin] as number)), `seed ${seed}`).toBeLessThan(1e-6)
    }
  }
})

test('is the best point also of fewer bars than assets', () => {
  for (let seed = 0; seed < 50; seed++) {
    const random = createPrng(seed)
    const rows = Array.from({ length: 40 }, () => Array.from({ length: 10 }, () => random() - 0.5))
    const covariance = rows.map((a) => rows.map((b) => a.reduce((sum, value, k) => sum + value * (b[k] as number), 0)))
    expectBest(covariance, new Float64Array(40), `seed ${seed}`)
  }
})

test('ends when only rounding tells near copies apart', () => {
  // Found by trying 20,000 seeds: without the end at assets that were held before, one is let in and out for ever.
  const random = createPrng(5109)
  const bases = Array.from({ length: 6 }, () => {
    const scale = 10 ** (-4 * random())
    return Array.from({ length: 11 }, () => scale * (random() - 0.5))
  })
  const pick = Array.from({ length: 21 }, () => Math.floor(6 * random()))
  const rows = pick.map((i) => bases[i]?.map((value) => value * (1 + 1e-9 * random())) as number[])
  const covariance = rows.map((a) => rows.map((b) => a.reduce((sum, value, k) => sum + value * (b[k] as number), 0)))
  expectBest(
    covariance,
    Float64Array.from(pick, (i) => 1e-1 * (i % 3)),
    'near copies',
  )
})

test.each([
  // Returns in which the assets are these multiples of one; worked out by setting the derivative to 0.
  [
    [2, 1, -1],
    [0, -3, -1],
    [4 / 9, 0, 5 / 9],
  ],
  [
    [1, 1, -2],
    [3, -1, 4],
    [5 / 9, 0, 4 / 9],
  ],
  [
    [-3, 3, -2, 1],
    [-2, -4, -1, -2],
    [0, 0, 4 / 9, 5 / 9],
  ],
  [
    [2, 1],
    [-1, -3],
    [1, 0],
  ],
])('of multiples of one asset, %j with gains %j, the best weights are %j', (multiples, gains, weights) => {
  const covariance = multiples.map((a) => multiples.map((b) => a * b))
  expectNear(bestOnSimplex(covariance, Float64Array.from(gains)), weights, { tolerance: 1e-6 })
})

test('ends when rounding lets in one asset after the other: the first is the sum of the two', () => {
  const covariance = [
    [2, 1, 1],
    [1, 1, 0],
    [1, 0, 1],
  ]
  expectNear(bestOnSimplex(covariance, Float64Array.of(1, 0, 0)), [1, 0, 0], { tolerance: 1e-6 })
})

test('an asset that is let out leaves no trace of rounding behind', () => {
  // Thirds: on the way to 0 the weight of the first would end just above it, and never go away.
  const rows = [
    [1, -4 / 3],
    [4 / 3, 0],
    [1, -1],
  ]
  const covariance = rows.map((a) => rows.map((b) => a.reduce((sum, value, k) => sum + value * (b[k] as number), 0)))
  const weights = bestOnSimplex(covariance, new Float64Array(3))
  expectNear(weights, [0, 0.6, 0.4], { tolerance: 1e-8 })
  expect(weights[0]).toBe(0)
})

test('no weight is below 0, not even by rounding', () => {
  const covariance = [
    [8, 0, 2],
    [0, 8, 2],
    [2, 2, 2],
  ]
  const weights = bestOnSimplex(covariance, Float64Array.of(3, -1, 0))
  expectNear(weights, [0.5, 0, 0.5], { tolerance: 1e-8 })
  expect(Math.min(...weights)).toBe(0)
})

test('refuses a matrix that is not positive semi-definite, wherever the best point is', () => {
  const covariance = [
    [1, 0.9, -0.9],
    [0.9, 1, 0.9],
    [-0.9, 0.9, 1],
  ]
  expect(() => bestOnSimplex(covariance, new Float64Array(3))).toThrow(
    expect.objectContaining({
      code: 'data',
      message: 'the covariances of asset 2 with those before it allow a portfolio with a variance below 0',
      cure: 'Take all covariances over the same bars.',
    }),
  )
})

test('a correlation above 1 is rounding up to a billionth', () => {
  const weigh = (correlation: number) => () =>
    bestOnSimplex(
      [
        [1, correlation],
        [correlation, 1],
      ],
      new Float64Array(2),
    )
  expect(weigh(1 + 0.9e-9)).not.toThrow()
  expect(weigh(1 + 1e-9)).toThrow('of asset 1 with those before it allow a portfolio with a variance below 0')
})

/** 24 assets that are copies of 4. */
function randomCopies(seed: number): { readonly copies: number[][]; readonly pick: number[] } {
  const random = createPrng(seed)
  const covariance = randomCovariance(4, random)
  const pick = Array.from({ length: 24 }, () => Math.floor(4 * random()))
  return { copies: pick.map((i) => pick.map((j) => covariance[i]?.[j] as number)), pick }
}
