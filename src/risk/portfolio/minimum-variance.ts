import { bestOnSimplex } from './best-on-simplex.ts'
import { type Covariance, checkCovariance } from './portfolio-input.ts'

/**
 * The weights, 0 or more and summing to 1, with the smallest variance w'Cw (Markowitz 1952). Long only: found by the active-set
 * method of `bestOnSimplex`. Assets that are the same get the same weight.
 * @param covariance of the returns, in any unit
 * @returns one weight for each asset, in its order
 * @throws PlimsollError `data` when the matrix is not square, symmetric, finite and positive semi-definite
 */
export function minimumVariance(covariance: Covariance): number[] {
  checkCovariance(covariance)
  return bestOnSimplex(covariance, new Float64Array(covariance.length))
}
