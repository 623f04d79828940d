import { PlimsollError } from '../../core/errors.ts'
import { type Covariance, checkCovariance, correlationsOf, deviationsOf, toSumOne } from './portfolio-input.ts'

/** How far the share of an asset in the variance may be from 1 / count, as a part of it. */
const TOLERANCE = 1e-9

const MAX_SWEEPS = 10_000

/**
 * The weights, above 0 and summing to 1, with which every asset brings the same share of the variance (equal risk contribution):
 * w_i (Cw)_i / w'Cw = 1 / count. They are the minimum of x'Cx / 2 - sum(ln x_i) (Spinu 2013), scaled to sum 1; it is found
 * one coordinate after the other, each by its quadratic equation (Griveau-Billion, Richard and Roncalli 2013), on the correlations,
 * because deviations only scale the result. Ends when all shares are within 1e-9 of their aim.
 * @param covariance of the returns, in any unit
 * @returns one weight for each asset, in its order
 * @throws PlimsollError `data` when the matrix is not square, symmetric and finite, or when 10,000 sweeps do not do, as with assets
 * that can cancel each other to no variance at all
 */
export function riskParity(covariance: Covariance): number[] {
  checkCovariance(covariance)
  const correlations = correlationsOf(covariance)
  const deviations = deviationsOf(covariance)
  const count = covariance.length
  const exposures = new Float64Array(count).fill(1)
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) {
    for (let i = 0; i < count; i++) exposures[i] = bestExposure(correlations[i] as Float64Array, exposures, i)
    if (isEven(correlations, exposures)) return toSumOne(exposures.map((value, i) => value / (deviations[i] as number)))
  }
  const what = `no weights of ${count} assets give equal risk after ${MAX_SWEEPS} sweeps`
  throw new PlimsollError('data', what, 'Leave out assets that cancel each other, or take more bars than assets.')
}

/** The positive root of x² + x * (risk shared with the others) = 1. */
function bestExposure(row: Float64Array, exposures: Float64Array, i: number): number {
  const shared = dot(row, exposures) - (exposures[i] as number)
  return (Math.sqrt(shared * shared + 4) - shared) / 2
}

function isEven(correlations: readonly Float64Array[], exposures: Float64Array): boolean {
  const contributions = correlations.map((row, i) => (exposures[i] as number) * dot(row, exposures))
  const mean = contributions.reduce((total, part) => total + part, 0) / exposures.length
  return contributions.every((part) => Math.abs(part - mean) <= TOLERANCE * mean)
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0
  for (let i = 0; i < one.length; i++) sum += (one[i] as number) * (other[i] as number)
  return sum
}
