import { expect, test } from 'vitest'
import { createPrng } from '../../core/prng.ts'
import { riskParity } from './risk-parity.ts'
import { expectNear, expectPortfolio } from './testing/expect-portfolio.ts'
import { randomCovariance, varianceOf } from './testing/random-covariance.ts'

test('two assets are weighed by the inverse of their deviations, whatever the correlation', () => {
  expectNear(
    riskParity([
      [1, 0],
      [0, 4],
    ]),
    [2 / 3, 1 / 3],
    { tolerance: 1e-9 },
  )
  expectNear(
    riskParity([
      [1, 1.6],
      [1.6, 4],
    ]),
    [2 / 3, 1 / 3],
    { tolerance: 1e-9 },
  )
  expectNear(
    riskParity([
      [1, -1.6],
      [-1.6, 4],
    ]),
    [2 / 3, 1 / 3],
    { tolerance: 1e-9 },
  )
})

test('three assets of the same correlation are weighed by the inverse of their deviations', () => {
  // Deviations 1, 2, 4, correlation 0.5: 4 : 2 : 1.
  const covariance = [
    [1, 1, 2],
    [1, 4, 4],
    [2, 4, 16],
  ]
  expectNear(riskParity(covariance), [4 / 7, 2 / 7, 1 / 7], { tolerance: 1e-9 })
})

test('two assets that are the same share the weight of one, but for what diversification gives', () => {
  // w (w + w) = v v with 2 w + v = 1: v = w sqrt(2), so w = 1 / (2 + sqrt(2)).
  const w = 1 / (2 + Math.SQRT2)
  const covariance = [
    [1, 1, 0],
    [1, 1, 0],
    [0, 0, 1],
  ]
  expectNear(riskParity(covariance), [w, w, w * Math.SQRT2], { tolerance: 1e-9 })
})

test('one asset has all the weight', () => {
  expect(riskParity([[0.04]])).toEqual([1])
})

test('every asset brings the same share of the variance', () => {
  for (let seed = 0; seed < 30; seed++) {
    const assets = 2 + seed
    const covariance = randomCovariance(assets, createPrng(seed))
    const weights = riskParity(covariance)
    const variance = varianceOf(weights, covariance)
    weights.forEach((weight, i) => {
      const marginal = covariance[i]?.reduce((sum, value, j) => sum + value * (weights[j] as number), 0) as number
      expect(Math.abs((weight * marginal) / variance - 1 / assets)).toBeLessThan(1e-9)
    })
  }
})

test('weights sum to 1, none is negative, neither order nor scale matters', () => {
  expectPortfolio(riskParity, { tolerance: 1e-8 })
})

test('refuses assets that cancel each other, and a matrix that is none', () => {
  expect(() =>
    riskParity([
      [1, -2],
      [-2, 4],
    ]),
  ).toThrow(
    expect.objectContaining({
      code: 'data',
      message: 'no weights of 2 assets give equal risk after 10000 sweeps',
      cure: 'Leave out assets that cancel each other, or take more bars than assets.',
    }),
  )
  expect(() =>
    riskParity([
      [1, 0],
      [0, -1],
    ]),
  ).toThrow('the variance of asset 1 is -1')
})
