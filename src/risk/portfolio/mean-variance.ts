import { PlimsollError } from '../../core/errors.ts'
import { bestOnSimplex } from './best-on-simplex.ts'
import { type Covariance, checkCovariance } from './portfolio-input.ts'

export interface MeanVarianceInput {
  /** Covariances of the returns of one span of time. */
  readonly covariance: Covariance
  /** Expected return of each asset in the same span, 0.01 for 1 %. */
  readonly expectedReturns: ArrayLike<number>
  /** How much return a unit of variance must bring, above 0: larger is more careful. */
  readonly riskAversion: number
}

/**
 * The weights, 0 or more and summing to 1, with the largest return - riskAversion / 2 * variance (Markowitz 1952). Long only: found
 * by the active-set method of `bestOnSimplex`. With equal expected returns, or a risk aversion without end, it is the minimum
 * variance.
 * @returns one weight for each asset, in its order
 * @throws PlimsollError `data` when the matrix is not square, symmetric, finite and positive semi-definite or a return is not
 * finite, `usage` when the risk aversion is not above 0
 */
export function meanVariance({ covariance, expectedReturns, riskAversion }: MeanVarianceInput): number[] {
  checkCovariance(covariance)
  checkReturns(expectedReturns, covariance.length)
  if (!(riskAversion > 0 && riskAversion < Number.POSITIVE_INFINITY)) {
    throw new PlimsollError('usage', `risk aversion must be above 0, not ${riskAversion}`, 'Give 3, for example.')
  }
  // Only differences of returns matter, and without what they have in common the sums lose fewer digits.
  const first = expectedReturns[0] as number
  return bestOnSimplex(
    covariance,
    Float64Array.from(expectedReturns, (expected) => (expected - first) / riskAversion),
  )
}

function checkReturns(expectedReturns: ArrayLike<number>, assetCount: number): void {
  if (expectedReturns.length !== assetCount) {
    const what = `${expectedReturns.length} expected returns for ${assetCount} assets`
    throw new PlimsollError('data', what, 'Give one for each asset.')
  }
  for (let i = 0; i < assetCount; i++) {
    const expected = expectedReturns[i] as number
    if (Number.isFinite(expected)) continue
    throw new PlimsollError('data', `the expected return of asset ${i} is ${expected}`, 'Give a number, 0.01 for 1 %.')
  }
}
