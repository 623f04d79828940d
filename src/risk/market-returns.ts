import { assert, fail } from '../core/assert.ts'

/** Returns that a pair must have in common, unless the window is shorter. Correlations of fewer are mostly chance. */
const MIN_OBSERVATIONS = 20

/** Below this share of the squares that a market's sum has taken in since it was last made afresh, the rounding shows. */
const CANCELLED = 1e-3

/** Below this share of the sum of squares, what is left around the mean is rounding: all returns are equal. */
const FLAT = 1e-10

/**
 * The newest `windowBars` simple returns (close / close before - 1) of all markets of a run, with their deviations, covariances and
 * correlations. All are those of a sample (ddof 1: divided by observations - 1) and in shares a bar, 0.01 for 1 %; two markets are
 * compared over the bars in which both have a return. A `push` costs markets² steps and no memory. Its rolling sums are made afresh
 * from the window for a few markets at each push, each market once in `windowBars` pushes, so that rounding cannot pile up.
 * @example
 * const returns = new MarketReturns(2, 250)
 * returns.push(Float64Array.of(100, 50))
 * returns.push(Float64Array.of(101, 49))
 */
export class MarketReturns {
  readonly marketCount: number
  readonly windowBars: number
  readonly #minObservations: number
  /** One ring of returns for each market; those of one bar stand at the same place. */
  readonly #returns: readonly Float64Array[]
  readonly #lastCloses: Float64Array
  readonly #observations: Int32Array
  readonly #newest: Float64Array
  readonly #oldest: Float64Array
  readonly #sums: Float64Array
  /** Sums of products: row `a` holds those with the markets 0 to `a`, the last of them the sum of its own squares. */
  readonly #products: readonly Float64Array[]
  /** What went into the sum of squares of each market since that was made afresh. */
  readonly #squaresAdded: Float64Array
  #count = 0
  #place = 0
  #pushes = 0

  /** @param minObservations fewer returns than this give NaN; at least 2 */
  constructor(marketCount: number, windowBars: number, { minObservations = MIN_OBSERVATIONS } = {}) {
    assert(Number.isInteger(marketCount) && marketCount >= 1, `markets must be 1 or more, not ${marketCount}`)
    assert(Number.isInteger(windowBars) && windowBars >= 2, `the window must have 2 bars or more, not ${windowBars}`)
    assert(minObservations >= 2, `a deviation needs 2 observations or more, not ${minObservations}`)
    this.marketCount = marketCount
    this.windowBars = windowBars
    this.#minObservations = Math.min(minObservations, windowBars)
    this.#returns = Array.from({ length: marketCount }, () => new Float64Array(windowBars))
    this.#lastCloses = new Float64Array(marketCount)
    this.#observations = new Int32Array(marketCount)
    this.#newest = new Float64Array(marketCount)
    this.#oldest = new Float64Array(marketCount)
    this.#sums = new Float64Array(marketCount)
    this.#products = Array.from({ length: marketCount }, (_, market) => new Float64Array(market + 1))
    this.#squaresAdded = new Float64Array(marketCount)
  }

  /** Bars in the window: those from the first on in which any market had a return, at most `windowBars`. */
  get count(): number {
    return this.#count
  }

  /** Calls of `push` so far: what was computed from the window is out of date when this has changed. */
  get pushes(): number {
    return this.#pushes
  }

  /**
   * One bar has closed in all markets; `closes[market]` in quote units. NaN, or a close that is not above 0, is a market without a
   * bar: its return is 0 once it has had a price, and its next return spans the gap. Before that it has no return at all.
   */
  push(closes: Float64Array): void {
    if (closes.length !== this.marketCount) fail(`${closes.length} closes for ${this.marketCount} markets`)
    this.#pushes++
    if (!this.#readReturns(closes)) return
    this.#replaceOldest()
    this.#refreshSums()
    this.#place = this.#place + 1 === this.windowBars ? 0 : this.#place + 1
  }

  /** Returns of a market within the window. */
  observations(market: number): number {
    return this.#observations[market] ?? fail(`there is no market ${market}, only ${this.marketCount}`)
  }

  /**
   * The returns of a market, for reading only: the first `count` values, in the same order of bars for every market, but not from
   * the oldest to the newest. A bar before the market's first return holds 0.
   */
  returnsOf(market: number): Float64Array {
    return this.#returns[market] ?? fail(`there is no market ${market}, only ${this.marketCount}`)
  }

  /** Sample standard deviation of the returns of a market, 0 when they are all equal; NaN of fewer than the least observations. */
  deviation(market: number): number {
    const bars = this.observations(market)
    if (bars < this.#minObservations) return Number.NaN
    return Math.sqrt(this.#squaredDistances(market, bars) / (bars - 1))
  }

  /** Sample covariance over the bars in which both markets have a return; NaN when those are fewer than the least observations. */
  covariance(a: number, b: number): number {
    const bars = Math.min(this.observations(a), this.observations(b))
    if (bars < this.#minObservations) return Number.NaN
    return this.#jointDistances(a, b, bars) / (bars - 1)
  }

  /** Pearson's correlation, -1 to 1, over the same bars; NaN when these are too few or one of the two has no variance in them. */
  correlation(a: number, b: number): number {
    const bars = Math.min(this.observations(a), this.observations(b))
    if (bars < this.#minObservations) return Number.NaN
    const scale = Math.sqrt(this.#squaredDistances(a, bars) * this.#squaredDistances(b, bars))
    if (scale === 0) return Number.NaN
    return Math.min(1, Math.max(-1, this.#jointDistances(a, b, bars) / scale))
  }

  /** Takes the newest returns from the closes. False as long as no market has one: such a bar does not belong to the window. */
  #readReturns(closes: Float64Array): boolean {
    let hasAny = false
    for (let market = 0; market < this.marketCount; market++) {
      const close = closes[market] as number
      const before = this.#lastCloses[market] as number
      const hasClose = close > 0 && close < Number.POSITIVE_INFINITY
      this.#newest[market] = hasClose && before > 0 ? close / before - 1 : 0
      if (hasClose) this.#lastCloses[market] = close
      if (before === 0) continue
      hasAny = true
      const observations = this.#observations[market] as number
      if (observations < this.windowBars) this.#observations[market] = observations + 1
    }
    return hasAny
  }

  /** The newest returns take the place of the oldest, which are 0 until the window is full. */
  #replaceOldest(): void {
    const newest = this.#newest
    const oldest = this.#oldest
    for (let a = 0; a < this.marketCount; a++) {
      const column = this.#returns[a] as Float64Array
      const comes = newest[a] as number
      const goes = column[this.#place] as number
      column[this.#place] = comes
      oldest[a] = goes
      this.#sums[a] = (this.#sums[a] as number) + comes - goes
      this.#squaresAdded[a] = (this.#squaresAdded[a] as number) + comes * comes
      const row = this.#products[a] as Float64Array
      for (let b = 0; b <= a; b++) {
        row[b] = (row[b] as number) + comes * (newest[b] as number) - goes * (oldest[b] as number)
      }
    }
    if (this.#count < this.windowBars) this.#count++
  }

  /** Makes the sums afresh of the markets whose turn it is, and of those whose large returns have just left the window. */
  #refreshSums(): void {
    const from = Math.floor((this.#place * this.marketCount) / this.windowBars)
    const to = Math.floor(((this.#place + 1) * this.marketCount) / this.windowBars)
    for (let market = 0; market < this.marketCount; market++) {
      const squares = (this.#products[market] as Float64Array)[market] as number
      const isRounded = squares < (this.#squaresAdded[market] as number) * CANCELLED
      if (isRounded || (market >= from && market < to)) this.#sumAfresh(market)
    }
  }

  #sumAfresh(market: number): void {
    const column = this.#returns[market] as Float64Array
    this.#sums[market] = sumOf(column)
    for (let other = 0; other < this.marketCount; other++) {
      const row = this.#products[Math.max(market, other)] as Float64Array
      row[Math.min(market, other)] = dot(column, this.#returns[other] as Float64Array)
    }
    this.#squaresAdded[market] = (this.#products[market] as Float64Array)[market] as number
  }

  /** Sum of the squared distances of the newest `bars` returns to their mean; 0 when they are all equal. */
  #squaredDistances(market: number, bars: number): number {
    const squares = this.#squares(market, bars)
    const left = squares - this.#sum(market, bars) ** 2 / bars
    return left > squares * FLAT ? left : 0
  }

  /** Sum of the products of the distances to the means. The younger of the two is 0 before its first return, and so is the product. */
  #jointDistances(a: number, b: number, bars: number): number {
    const products = (this.#products[Math.max(a, b)] as Float64Array)[Math.min(a, b)] as number
    return products - (this.#sum(a, bars) * this.#sum(b, bars)) / bars
  }

  /** The rolling sum is that of all returns of the market; over fewer, beside a younger market, they are summed up. */
  #sum(market: number, bars: number): number {
    if (bars === this.#observations[market]) return this.#sums[market] as number
    const column = this.#returns[market] as Float64Array
    let sum = 0
    for (let age = 1; age <= bars; age++) sum += column[this.#placeOf(age)] as number
    return sum
  }

  #squares(market: number, bars: number): number {
    if (bars === this.#observations[market]) return (this.#products[market] as Float64Array)[market] as number
    const column = this.#returns[market] as Float64Array
    let squares = 0
    for (let age = 1; age <= bars; age++) squares += (column[this.#placeOf(age)] as number) ** 2
    return squares
  }

  /** Where the return of `age` bars ago stands; the newest is of age 1. */
  #placeOf(age: number): number {
    const place = this.#place - age
    return place < 0 ? place + this.windowBars : place
  }
}

function sumOf(values: Float64Array): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i] as number
  return sum
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0
  for (let i = 0; i < one.length; i++) sum += (one[i] as number) * (other[i] as number)
  return sum
}
