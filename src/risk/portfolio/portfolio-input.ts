import { PlimsollError } from '../../core/errors.ts'

/** Covariances of the returns of assets, one row for each asset. Only their proportions matter to weights. */
export type Covariance = readonly ArrayLike<number>[]

/** How far two values that should be the same may differ, as a share of the product of the two deviations. */
const TOLERANCE = 1e-9

/**
 * Throws when no weights can follow from the matrix: it must be square, finite and symmetric, with variances above 0 and no
 * correlation beyond -1 and 1. It does not check that the matrix is positive semi-definite.
 */
export function checkCovariance(covariance: Covariance): void {
  if (covariance.length === 0) throw unusable('the covariance matrix is empty', 'Give at least one asset.')
  covariance.forEach((row, i) => {
    const lengths = `${row.length} values for ${covariance.length} assets`
    if (row.length !== covariance.length) throw unusable(`row ${i} of the covariances has ${lengths}`, 'Give a square.')
    if (row[i] > 0 && row[i] < Number.POSITIVE_INFINITY) return
    throw unusable(`the variance of asset ${i} is ${row[i]}`, 'Leave out assets whose price does not move.')
  })
  for (let i = 0; i < covariance.length; i++) {
    for (let j = 0; j < i; j++) checkPair(covariance, i, j)
  }
}

export function covarianceOf(covariance: Covariance, i: number, j: number): number {
  return (covariance[i] as ArrayLike<number>)[j] as number
}

/** Standard deviation of each asset. */
export function deviationsOf(covariance: Covariance): Float64Array {
  return Float64Array.from(covariance, (row, i) => Math.sqrt(row[i] as number))
}

/** The same matrix as correlations, -1 to 1. */
export function correlationsOf(covariance: Covariance): Float64Array[] {
  const deviations = deviationsOf(covariance)
  return covariance.map((row, i) =>
    Float64Array.from(row, (value, j) => {
      if (i === j) return 1
      const correlation = value / (deviations[i] as number) / (deviations[j] as number)
      return Math.min(1, Math.max(-1, correlation))
    }),
  )
}

/** Scales weights so that they sum to 1. */
export function toSumOne(weights: ArrayLike<number>): number[] {
  let sum = 0
  for (let i = 0; i < weights.length; i++) sum += weights[i] as number
  return Array.from(weights, (weight) => weight / sum)
}

function checkPair(covariance: Covariance, i: number, j: number): void {
  const value = covarianceOf(covariance, i, j)
  const mirrored = covarianceOf(covariance, j, i)
  const pair = `the covariance of assets ${i} and ${j} is ${value}`
  const largest = Math.sqrt(covarianceOf(covariance, i, i)) * Math.sqrt(covarianceOf(covariance, j, j))
  if (!(Math.abs(value - mirrored) <= largest * TOLERANCE)) {
    throw unusable(`${pair} one way and ${mirrored} the other`, 'Give a symmetric matrix of finite values.')
  }
  if (Math.abs(value) > largest * (1 + TOLERANCE)) {
    throw unusable(`${pair}, beyond ${largest} that their deviations allow`, 'Take all of them over the same bars.')
  }
}

function unusable(what: string, cure: string): PlimsollError {
  return new PlimsollError('data', what, cure)
}
