import { choice, integer } from '../../core/params.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator, type SourceColumn } from '../indicator.ts'
import { asOfBars } from './as-of.ts'
import { percentChange } from './percent-change.ts'

/**
 * How the price moves together with the series `benchmark`: not in the catalogue, for others to read. Variances and covariance are
 * those of the population (divided by `period`). Where the series begins later than the bars, the values do so too.
 */
export const comovement = defineIndicator({
  name: 'comovement',
  title: 'Covariance with another market',
  about: 'Mean product of the distances of price and benchmark, or of their returns in percent, to their own means.',
  params: { period: integer(20, { min: 2, max: 5000 }), of: choice('prices', 'returns') },
  lines: ['covariance', 'variance', 'benchmarkVariance'],
  takesSource: true,
  warmup: ({ period, of }) => {
    const first = of === 'returns' ? period : period - 1
    return { covariance: first, variance: first, benchmarkVariance: first }
  },
  create: (inputs, { period, of }, out) => {
    const benchmark = asOfBars(inputs, 'benchmark', 'comovement')
    if (of === 'prices') return new Comovement(inputs.source, benchmark, out, period)
    const change = (price: SourceColumn) => inputs.lines(percentChange, { period: 1 }, price).change
    return new Comovement(change(inputs.source), change(benchmark), out, period)
  },
})

type Out = Readonly<Record<'covariance' | 'variance' | 'benchmarkVariance', Column>>

/** Below this share of all that went into a sum of squares, what is left of it is rounding. */
const CANCELLED = 1e-5

/** Sums of the distances to an anchor of each line, made afresh when the squares of one have cancelled: see `Stdev`. */
class Comovement implements Indicator {
  readonly #one: SourceColumn
  readonly #other: SourceColumn
  readonly #out: Out
  readonly #period: number
  #seeded: number
  #oneAnchor = 0.5
  #otherAnchor = 0.5
  #oneSum = 0.5
  #otherSum = 0.5
  #oneSquares = 0.5
  #otherSquares = 0.5
  #products = 0.5
  #oneAdded = 0.5
  #otherAdded = 0.5

  constructor(one: SourceColumn, other: SourceColumn, out: Out, period: number) {
    this.#one = one
    this.#other = other
    this.#out = out
    this.#period = period
    this.#seeded = Number.POSITIVE_INFINITY
  }

  extend(from: number, to: number): void {
    if (this.#seeded === Number.POSITIVE_INFINITY) this.#findFirst(from, to)
    const seeded = Math.min(to, this.#seeded)
    const { covariance, variance, benchmarkVariance } = this.#out
    if (from < seeded)
      for (const { values } of [covariance, variance, benchmarkVariance]) values.fill(Number.NaN, from, seeded)
    for (let i = Math.max(from, seeded); i < to; ) {
      if (i === this.#seeded) this.#restart(i++)
      i = this.#roll(i, to)
    }
  }

  forget(count: number): void {
    this.#seeded -= count
  }

  /** The first window begins where both have a value. */
  #findFirst(from: number, to: number): void {
    const one = this.#one.column.values
    const other = this.#other.column.values
    for (let i = Math.max(from, this.#one.warmup, this.#other.warmup); i < to; i++) {
      if (Number.isNaN(one[i]) || Number.isNaN(other[i])) continue
      this.#seeded = i + this.#period - 1
      return
    }
  }

  /** Goes on until the sums have to be made afresh, and does that. Returns the bar to go on from. */
  #roll(from: number, to: number): number {
    const one = this.#one.column.values
    const other = this.#other.column.values
    const covariance = this.#out.covariance.values
    const oneVariance = this.#out.variance.values
    const otherVariance = this.#out.benchmarkVariance.values
    const period = this.#period
    const share = 1 / period
    const oneAnchor = this.#oneAnchor
    const otherAnchor = this.#otherAnchor
    let oneSum = this.#oneSum
    let otherSum = this.#otherSum
    let oneSquares = this.#oneSquares
    let otherSquares = this.#otherSquares
    let products = this.#products
    let oneAdded = this.#oneAdded
    let otherAdded = this.#otherAdded
    let i = from
    for (; i < to; i++) {
      const newest = (one[i] as number) - oneAnchor
      const oldest = (one[i - period] as number) - oneAnchor
      const otherNewest = (other[i] as number) - otherAnchor
      const otherOldest = (other[i - period] as number) - otherAnchor
      oneSum += newest - oldest
      otherSum += otherNewest - otherOldest
      oneSquares += newest * newest - oldest * oldest
      otherSquares += otherNewest * otherNewest - otherOldest * otherOldest
      products += newest * otherNewest - oldest * otherOldest
      oneAdded += newest * newest
      otherAdded += otherNewest * otherNewest
      const oneLeft = oneSquares - oneSum * oneSum * share
      const otherLeft = otherSquares - otherSum * otherSum * share
      if (oneLeft < oneAdded * CANCELLED || otherLeft < otherAdded * CANCELLED) break
      covariance[i] = (products - oneSum * otherSum * share) * share
      oneVariance[i] = oneLeft * share
      otherVariance[i] = otherLeft * share
    }
    this.#oneSum = oneSum
    this.#otherSum = otherSum
    this.#oneSquares = oneSquares
    this.#otherSquares = otherSquares
    this.#products = products
    this.#oneAdded = oneAdded
    this.#otherAdded = otherAdded
    if (i < to) this.#restart(i++)
    return i
  }

  #restart(i: number): void {
    const one = this.#one.column.values
    const other = this.#other.column.values
    const period = this.#period
    const oneAnchor = meanBefore(one, i, period)
    const otherAnchor = meanBefore(other, i, period)
    let oneSum = 0
    let otherSum = 0
    let oneSquares = 0
    let otherSquares = 0
    let products = 0
    for (let j = i - period + 1; j <= i; j++) {
      const distance = (one[j] as number) - oneAnchor
      const otherDistance = (other[j] as number) - otherAnchor
      oneSum += distance
      otherSum += otherDistance
      oneSquares += distance * distance
      otherSquares += otherDistance * otherDistance
      products += distance * otherDistance
    }
    this.#oneAnchor = oneAnchor
    this.#otherAnchor = otherAnchor
    this.#oneSum = oneSum
    this.#otherSum = otherSum
    this.#oneSquares = this.#oneAdded = oneSquares
    this.#otherSquares = this.#otherAdded = otherSquares
    this.#products = products
    this.#out.covariance.values[i] = (products - (oneSum * otherSum) / period) / period
    this.#out.variance.values[i] = Math.max(0, oneSquares - (oneSum * oneSum) / period) / period
    this.#out.benchmarkVariance.values[i] = Math.max(0, otherSquares - (otherSum * otherSum) / period) / period
  }
}

/** The mean of the `period` values up to value `i`; of equal values exactly that value. */
function meanBefore(values: Float64Array, i: number, period: number): number {
  const base = values[i] as number
  let total = 0
  for (let j = i - period + 1; j <= i; j++) total += (values[j] as number) - base
  return base + total / period
}
