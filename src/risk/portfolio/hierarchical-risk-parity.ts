import { type Covariance, checkCovariance, correlationsOf, covarianceOf, toSumOne } from './portfolio-input.ts'

/**
 * Weights, above 0 and summing to 1, by hierarchical risk parity (Lopez de Prado 2016, Building Diversified Portfolios that
 * Outperform Out of Sample). Assets are joined from the nearest pair on by the distance sqrt((1 - correlation) / 2), clusters by
 * their nearest assets (single linkage), which puts assets that move together beside each other; that order is then halved again
 * and again, each half getting weight in inverse proportion to its variance with inverse-variance weights. Needs no inverse of the
 * matrix, so it may be singular.
 *
 * Two choices where the paper leaves the result to the order of the input: distances are those of the correlations themselves, not
 * between their columns, and of two clusters that join, the one with the asset of the lowest variance stands first. At a tie, the
 * earlier asset does.
 * @param covariance of the returns, in any unit
 * @returns one weight for each asset, in its order
 * @throws PlimsollError `data` when the matrix is not square, symmetric and finite
 */
export function hierarchicalRiskParity(covariance: Covariance): number[] {
  checkCovariance(covariance)
  const weights = new Float64Array(covariance.length).fill(1)
  shareOut(quasiDiagonal(covariance), covariance, weights)
  return toSumOne(weights)
}

/** The assets in the order in which the tree of clusters has them as leaves. */
function quasiDiagonal(covariance: Covariance): readonly number[] {
  const clusterOf = covariance.map((_, asset) => [asset])
  const lowest = (cluster: readonly number[]) => Math.min(...cluster.map((i) => covarianceOf(covariance, i, i)))
  for (const { a, b } of nearestFirst(covariance)) {
    const one = clusterOf[a] as number[]
    const other = clusterOf[b] as number[]
    if (one === other) continue
    const joined = lowest(other) < lowest(one) ? [...other, ...one] : [...one, ...other]
    for (const asset of joined) clusterOf[asset] = joined
  }
  return clusterOf[0] as number[]
}

interface Pair {
  readonly a: number
  readonly b: number
  readonly distance: number
}

/**
 * All pairs of assets, the earlier ones first at a tie. Joining along them, where the two are not together yet, is single linkage
 * (Kruskal's spanning tree).
 */
function nearestFirst(covariance: Covariance): Pair[] {
  const correlations = correlationsOf(covariance)
  const pairs: Pair[] = []
  covariance.forEach((_, a) => {
    for (let b = a + 1; b < covariance.length; b++) {
      pairs.push({ a, b, distance: Math.sqrt((1 - covarianceOf(correlations, b, a)) / 2) })
    }
  })
  return pairs.sort((one, other) => one.distance - other.distance)
}

/** Shares the weight of the assets out between the two halves of the list, and within each half in the same way. */
function shareOut(assets: readonly number[], covariance: Covariance, weights: Float64Array): void {
  if (assets.length < 2) return
  const middle = assets.length >> 1
  const left = assets.slice(0, middle)
  const right = assets.slice(middle)
  const leftVariance = clusterVariance(left, covariance)
  const rightVariance = clusterVariance(right, covariance)
  const both = leftVariance + rightVariance
  const leftShare = both > 0 ? rightVariance / both : 0.5
  for (const asset of left) weights[asset] *= leftShare
  for (const asset of right) weights[asset] *= 1 - leftShare
  shareOut(left, covariance, weights)
  shareOut(right, covariance, weights)
}

/** Variance of the assets weighted by the inverse of their variances; 0 when they cancel each other. */
function clusterVariance(assets: readonly number[], covariance: Covariance): number {
  const inverse = toSumOne(assets.map((asset) => 1 / covarianceOf(covariance, asset, asset)))
  let variance = 0
  assets.forEach((a, i) => {
    assets.forEach((b, j) => {
      variance += (inverse[i] as number) * (inverse[j] as number) * covarianceOf(covariance, a, b)
    })
  })
  return Math.max(0, variance)
}
