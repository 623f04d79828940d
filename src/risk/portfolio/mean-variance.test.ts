import { expect, test } from 'vitest'
import { createPrng } from '../../core/prng.ts'
import { meanVariance } from './mean-variance.ts'
import { minimumVariance } from './minimum-variance.ts'
import { expectNear, expectPortfolio } from './testing/expect-portfolio.ts'
import { randomCovariance, randomWeights, varianceOf } from './testing/random-covariance.ts'

const EVEN = [
  [1, 0],
  [0, 1],
]
const THREE = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
]

test('two assets of the same variance: the weight shifts by the difference of returns over twice the risk aversion', () => {
  const weights = meanVariance({ covariance: EVEN, expectedReturns: [0.5, 0.1], riskAversion: 1 })
  expectNear(weights, [0.7, 0.3], { tolerance: 1e-8 })
  const careful = meanVariance({ covariance: EVEN, expectedReturns: [0.5, 0.1], riskAversion: 4 })
  expectNear(careful, [0.55, 0.45], { tolerance: 1e-8 })
})

test('three assets: those with a weight have the same marginal gain, the one without has less', () => {
  // w = returns + multiplier: 0.5 - 0.3 + 0.5, ... for all three would be 0.6, 0.5, -0.1, so the third is left out.
  const weights = meanVariance({ covariance: THREE, expectedReturns: [0.6, 0.5, -0.1], riskAversion: 1 })
  expectNear(weights, [0.55, 0.45, 0], { tolerance: 1e-8 })
})

test('with a small risk aversion the best return takes all', () => {
  const weights = meanVariance({ covariance: THREE, expectedReturns: [0.01, 0.03, 0.02], riskAversion: 1e-6 })
  expect(weights).toEqual([0, 1, 0])
})

test('with equal expected returns it is the minimum variance', () => {
  const covariance = randomCovariance(9, createPrng(3))
  const weights = meanVariance({ covariance, expectedReturns: new Float64Array(9).fill(0.02), riskAversion: 2 })
  expect(weights).toEqual(minimumVariance(covariance))
})

test('what all returns have in common does not matter', () => {
  const covariance = randomCovariance(6, createPrng(4))
  const expectedReturns = [0.001, 0.002, 0, 0.0005, -0.001, 0.0015]
  const higher = expectedReturns.map((expected) => expected + 0.25)
  const weights = meanVariance({ covariance, expectedReturns, riskAversion: 3 })
  expectNear(meanVariance({ covariance, expectedReturns: higher, riskAversion: 3 }), weights, { tolerance: 1e-9 })
})

test('weights sum to 1, none is negative, neither order nor scale of returns and covariances together matters', () => {
  // The expected return of an asset is a part of its variance, so that it moves and scales with the asset.
  expectPortfolio(
    (covariance) => {
      const expectedReturns = covariance.map((row, i) => (row[i] as number) * 0.7)
      return meanVariance({ covariance, expectedReturns, riskAversion: 2 })
    },
    { tolerance: 1e-9 },
  )
})

test('no random portfolio is worth more', () => {
  const random = createPrng(5)
  const covariance = randomCovariance(15, random)
  const expectedReturns = Array.from({ length: 15 }, () => 1e-3 * (random() - 0.4))
  const worth = (weights: readonly number[]) =>
    weights.reduce((sum, weight, i) => sum + weight * (expectedReturns[i] as number), 0) -
    2 * varianceOf(weights, covariance)
  const best = worth(meanVariance({ covariance, expectedReturns, riskAversion: 4 }))
  for (let k = 0; k < 1000; k++) expect(best).toBeGreaterThanOrEqual(worth(randomWeights(15, random)) - 1e-12)
})

test('refuses what gives no weights', () => {
  const covariance = EVEN
  const weigh = (expectedReturns: number[], riskAversion: number) => () =>
    meanVariance({ covariance, expectedReturns, riskAversion })
  const mistake = (code: string, message: string, cure: string) => expect.objectContaining({ code, message, cure })
  expect(weigh([0.1], 1)).toThrow(mistake('data', '1 expected returns for 2 assets', 'Give one for each asset.'))
  expect(weigh([0.1, Number.NaN], 1)).toThrow(
    mistake('data', 'the expected return of asset 1 is NaN', 'Give a number, 0.01 for 1 %.'),
  )
  expect(weigh([0.1, 0.2], 0)).toThrow(mistake('usage', 'risk aversion must be above 0, not 0', 'Give 3, for example.'))
  expect(weigh([0.1, 0.2], Number.POSITIVE_INFINITY)).toThrow('risk aversion must be above 0, not Infinity')
  expect(() => meanVariance({ covariance: [], expectedReturns: [], riskAversion: 1 })).toThrow('matrix is empty')
})
