import { expect, test } from 'vitest'
import { createPrng } from '../../core/prng.ts'
import { minimumVariance } from './minimum-variance.ts'
import { expectNear, expectPortfolio } from './testing/expect-portfolio.ts'
import { randomCovariance, randomWeights, varianceOf } from './testing/random-covariance.ts'

test('one asset has all the weight', () => {
  expect(minimumVariance([[0.04]])).toEqual([1])
})

test('weighs assets without correlation by the inverse of their variances', () => {
  // 1/1 : 1/4 and 1/1 : 1/2 : 1/4
  expectNear(
    minimumVariance([
      [1, 0],
      [0, 4],
    ]),
    [0.8, 0.2],
    { tolerance: 1e-12 },
  )
  const three = [
    [1, 0, 0],
    [0, 2, 0],
    [0, 0, 4],
  ]
  expectNear(minimumVariance(three), [4 / 7, 2 / 7, 1 / 7], { tolerance: 1e-12 })
})

test('two assets with a correlation: the formula of both variances less the covariance', () => {
  // (4 - 0.5) / (1 + 4 - 2 * 0.5) = 0.875
  expectNear(
    minimumVariance([
      [1, 0.5],
      [0.5, 4],
    ]),
    [0.875, 0.125],
    { tolerance: 1e-8 },
  )
})

test('leaves out an asset that would need a weight below 0', () => {
  // Without the border: (9 - 1.8) / (1 + 9 - 3.6) = 1.125 of the first.
  expect(
    minimumVariance([
      [1, 1.8],
      [1.8, 9],
    ]),
  ).toEqual([1, 0])
  const three = [
    [1, 0, 1.8],
    [0, 1, 1.8],
    [1.8, 1.8, 9],
  ]
  expectNear(minimumVariance(three), [0.5, 0.5, 0], { tolerance: 1e-12 })
})

test('lets an asset out again that it started with', () => {
  // The first has the lowest variance. The others move against each other: together they have 0.3, and the first only adds to it.
  const covariance = [
    [1, 0.5, 0.5],
    [0.5, 1.2, -0.6],
    [0.5, -0.6, 1.2],
  ]
  expectNear(minimumVariance(covariance), [0, 0.5, 0.5], { tolerance: 1e-12 })
  expect(varianceOf([0, 0.5, 0.5], covariance)).toBeCloseTo(0.3, 12)
})

test('assets that are the same get the same weight', () => {
  expectNear(
    minimumVariance([
      [1, 1],
      [1, 1],
    ]),
    [0.5, 0.5],
    { tolerance: 1e-6 },
  )
  const three = [
    [1, 1, 0],
    [1, 1, 0],
    [0, 0, 1],
  ]
  expectNear(minimumVariance(three), [0.25, 0.25, 0.5], { tolerance: 1e-6 })
})

test('assets that cancel each other leave no variance', () => {
  expectNear(
    minimumVariance([
      [1, -2],
      [-2, 4],
    ]),
    [2 / 3, 1 / 3],
    { tolerance: 1e-8 },
  )
})

test('weights sum to 1, none is negative, neither order nor scale matters', () => {
  expectPortfolio(minimumVariance, { tolerance: 1e-9 })
})

test('no random portfolio has less variance', () => {
  const random = createPrng(7)
  for (const assets of [2, 3, 10, 40]) {
    const covariance = randomCovariance(assets, random)
    const least = varianceOf(minimumVariance(covariance), covariance)
    for (let k = 0; k < 1000; k++) {
      const other = varianceOf(randomWeights(assets, random), covariance)
      expect(least).toBeLessThanOrEqual(other * (1 + 1e-9))
    }
  }
})

test('no shift of a little weight between two assets lowers the variance', () => {
  const random = createPrng(11)
  const covariance = randomCovariance(12, random)
  const weights = minimumVariance(covariance)
  const least = varianceOf(weights, covariance)
  for (let from = 0; from < 12; from++) {
    for (let to = 0; to < 12; to++) {
      const shift = Math.min(1e-3, weights[from] as number)
      const shifted = weights.map((weight, i) => weight - (i === from ? shift : 0) + (i === to ? shift : 0))
      expect(varianceOf(shifted, covariance)).toBeGreaterThanOrEqual(least * (1 - 1e-9))
    }
  }
})

test('refuses covariances that no returns can have', () => {
  const covariance = [
    [1, 0.9, -0.9],
    [0.9, 1, 0.9],
    [-0.9, 0.9, 1],
  ]
  expect(() => minimumVariance(covariance)).toThrow(
    'of asset 2 with those before it allow a portfolio with a variance below 0',
  )
  expect(() =>
    minimumVariance([
      [1, 0],
      [0, 0],
    ]),
  ).toThrow('the variance of asset 1 is 0')
})
