import { fail } from '../../core/assert.ts'
import { PlimsollError } from '../../core/errors.ts'
import { type Covariance, covarianceOf, toSumOne } from './portfolio-input.ts'

/** Added to each variance, as a share of it: makes the solution unique, and shares between assets that are the same. */
const RIDGE = 1e-9

/** Rounds for each asset; one lets an asset in or out. Random matrices of 2 to 64 assets need less than 2, so this many are a bug. */
const MAX_ROUNDS = 50

/**
 * The weights w >= 0 with sum 1 and the largest gains'w - w'Cw / 2: a primal active-set method (Nocedal and Wright, Numerical
 * Optimization, 2nd edition, algorithm 16.3). It starts with the best single asset. Each round goes to the best point of the assets
 * that are held, as far as no weight falls below 0, which lets that asset out; at the point itself it lets in the asset with the
 * largest marginal gain, or ends when none is above that of the others, or when rounding has led back to assets that were held
 * together before. Variances are raised by 1e-9 of themselves: the point is then unique, whatever the order of the assets. Without
 * gains, copies of an asset get the same weight within some 1e-6; with gains far above the variances, rounding may decide how copies
 * share.
 * @throws PlimsollError `data` when the matrix is not positive semi-definite
 */
export function bestOnSimplex(covariance: Covariance, gains: Float64Array): number[] {
  const weights = new Float64Array(covariance.length)
  choleskyOf([...weights.keys()], covariance) // throws unless the matrix is positive semi-definite
  let held = [bestSingle(covariance, gains)]
  weights[held[0] as number] = 1
  const reached = new Set<string>()
  for (let round = 0; round < MAX_ROUNDS * covariance.length; round++) {
    const isReached = goTowards(bestOf(held, covariance, gains), held, weights)
    held = held.filter((asset) => (weights[asset] as number) > 0)
    if (!isReached) continue
    const assets = held.join()
    // Exactly computed, each point is worth more than the one before: what led back to the same assets was rounding.
    const next = reached.has(assets) ? undefined : mostGaining(held, { covariance, gains, weights })
    if (next === undefined) return toSumOne(weights)
    reached.add(assets)
    held.push(next)
  }
  return fail(`no best weights of ${covariance.length} assets after ${MAX_ROUNDS} rounds for each`)
}

function bestSingle(covariance: Covariance, gains: Float64Array): number {
  const worths = gains.map((gain, asset) => gain - covarianceOf(covariance, asset, asset) / 2)
  return worths.indexOf(Math.max(...worths))
}

/** The best weights with sum 1 of the held assets alone, some of them below 0 perhaps: C w = gains + multiplier. */
function bestOf(held: readonly number[], covariance: Covariance, gains: Float64Array): Float64Array {
  const factor = choleskyOf(held, covariance)
  const fromGains = solve(factor, (k) => gains[held[k] as number] as number)
  const fromOnes = solve(factor, () => 1)
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0)
  const multiplier = (1 - sum(fromGains)) / sum(fromOnes)
  return fromGains.map((value, k) => value + multiplier * (fromOnes[k] as number))
}

/** Moves the weights towards `target` until the first of them is 0. False when that stopped it on the way. */
function goTowards(target: Float64Array, held: readonly number[], weights: Float64Array): boolean {
  const ways = target.map((goal, k) => wayToZero(weights[held[k] as number] as number, goal))
  const step = Math.min(...ways)
  target.forEach((goal, k) => {
    const asset = held[k] as number
    const weight = weights[asset] as number
    weights[asset] = step < 1 && ways[k] === step ? 0 : Math.max(0, weight + step * (goal - weight))
  })
  return step === 1
}

/** The share of the way from `weight` to `goal` after which it would fall below 0, at most 1. */
function wayToZero(weight: number, goal: number): number {
  return goal < 0 ? weight / (weight - goal) : 1
}

interface Point {
  readonly covariance: Covariance
  readonly gains: Float64Array
  readonly weights: Float64Array
}

/** The asset without weight of which a little more would help most, undefined when none would. */
function mostGaining(held: readonly number[], point: Point): number | undefined {
  let best: number | undefined
  let most = marginalGain(held[0] as number, point)
  for (let asset = 0; asset < point.gains.length; asset++) {
    if (held.includes(asset)) continue
    const gain = marginalGain(asset, point)
    if (gain <= most) continue
    most = gain
    best = asset
  }
  return best
}

/** gains - Cw of an asset. */
function marginalGain(asset: number, { covariance, gains, weights }: Point): number {
  let gain = gains[asset] as number
  for (let other = 0; other < weights.length; other++) {
    gain -= ridged(covariance, asset, other) * (weights[other] as number)
  }
  return gain
}

/** Lower triangle L with L L' = C of the held assets; throws when there is none. */
function choleskyOf(held: readonly number[], covariance: Covariance): Float64Array[] {
  const rows: Float64Array[] = []
  held.forEach((asset, i) => {
    const row = new Float64Array(i + 1)
    rows.push(row)
    for (let j = 0; j <= i; j++) {
      let left = ridged(covariance, asset, held[j] as number)
      const above = rows[j] as Float64Array
      for (let k = 0; k < j; k++) left -= (row[k] as number) * (above[k] as number)
      if (i === j && !(left > 0)) throw notSemiDefinite(asset)
      row[j] = i === j ? Math.sqrt(left) : left / (above[j] as number)
    }
  })
  return rows
}

/** Solves L L' x = right side. */
function solve(rows: readonly Float64Array[], rightSide: (k: number) => number): Float64Array {
  const result = Float64Array.from(rows, (_, k) => rightSide(k))
  rows.forEach((row, i) => {
    for (let k = 0; k < i; k++) result[i] -= (row[k] as number) * (result[k] as number)
    result[i] /= row[i] as number
  })
  for (let i = rows.length - 1; i >= 0; i--) {
    for (let k = i + 1; k < rows.length; k++)
      result[i] -= ((rows[k] as Float64Array)[i] as number) * (result[k] as number)
    result[i] /= (rows[i] as Float64Array)[i] as number
  }
  return result
}

function ridged(covariance: Covariance, i: number, j: number): number {
  return covarianceOf(covariance, i, j) * (i === j ? 1 + RIDGE : 1)
}

function notSemiDefinite(asset: number): PlimsollError {
  const what = `the covariances of asset ${asset} with those before it allow a portfolio with a variance below 0`
  return new PlimsollError('data', what, 'Take all covariances over the same bars.')
}
