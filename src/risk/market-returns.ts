import { assert, fail } from '../core/assert.ts'
import type { Column } from '../market/column.ts'

/** Returns that a pair must have in common, unless the window is shorter. Correlations of fewer are mostly chance. */
const MIN_OBSERVATIONS = 20

/** Below this share of the squares that a market's sum has taken in since it was last made afresh, the rounding shows. */
const CANCELLED = 1e-3

/** Below this share of the sum of squares, what is left around the mean is rounding: all returns are equal. */
const FLAT = 1e-10

/**
 * The newest `windowBars` simple returns (close / close before - 1) of all markets of a run, with their deviations, covariances and
 * correlations. All are those of a sample (ddof 1: divided by observations - 1) and in shares a bar, 0.01 for 1 %; two markets are
 * compared over the bars in which both have a return. A `push` costs a step for each market; the sums follow when one is asked for: what
 * has come and gone since is added and taken off, markets² steps a bar, or all is summed up afresh where that is less. They are made
 * afresh for each market once in `windowBars` bars as well, so that rounding cannot pile up. No memory is taken.
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
  /** Returns of the bar that is added to the sums, and of the one that goes with it. */
  readonly #came: Float64Array
  readonly #went: Float64Array
  /** What left the window of each market with each of the bars that the sums do not know yet; of more bars they are summed up afresh. */
  readonly #gone: readonly Float64Array[]
  readonly #sums: Float64Array
  /** Sums of products: row `a` holds those with the markets 0 to `a`, the last of them the sum of its own squares. */
  readonly #products: readonly Float64Array[]
  /** What went into the sum of squares of each market since that was made afresh. */
  readonly #squaresAdded: Float64Array
  #hasPrices = false
  #count = 0
  /** Where the next return goes, and the bars before it that the sums do not know yet; no more than fill the window. */
  #place = 0
  #pending = 0
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
    this.#came = new Float64Array(marketCount)
    this.#went = new Float64Array(marketCount)
    this.#gone = Array.from({ length: marketCount }, () => new Float64Array(Math.ceil(windowBars / 2)))
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
    if (this.#hasPrices) {
      for (let market = 0; market < closes.length; market++) this.#takeIn(market, closes, market, market + 1)
      this.#goOn(1)
    } else this.#hasPrices = this.#readFirst(closes)
  }

  /** The same for bars `from` to `to` - 1, which have closed in all markets at the same times; one column of closes for each market. */
  pushBars(closes: readonly Column[], from: number, to: number): void {
    let i = from
    for (; i < to && !this.#hasPrices; i++) this.push(Float64Array.from(closes, ({ values }) => values[i] as number))
    // No more at a time than the window holds: what goes is noted once for each place.
    for (; i < to; i += this.windowBars) {
      const end = Math.min(to, i + this.windowBars)
      for (let market = 0; market < closes.length; market++)
        this.#takeIn(market, (closes[market] as Column).values, i, end)
      this.#goOn(end - i)
      this.#pushes += end - i
    }
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
    this.#settle()
    return Math.sqrt(this.#squaredDistances(market, bars) / (bars - 1))
  }

  /** Sample covariance over the bars in which both markets have a return; NaN when those are fewer than the least observations. */
  covariance(a: number, b: number): number {
    const bars = Math.min(this.observations(a), this.observations(b))
    if (bars < this.#minObservations) return Number.NaN
    this.#settle()
    return this.#jointDistances(a, b, bars) / (bars - 1)
  }

  /** Pearson's correlation, -1 to 1, over the same bars; NaN when these are too few or one of the two has no variance in them. */
  correlation(a: number, b: number): number {
    const bars = Math.min(this.observations(a), this.observations(b))
    if (bars < this.#minObservations) return Number.NaN
    this.#settle()
    const scale = Math.sqrt(this.#squaredDistances(a, bars) * this.#squaredDistances(b, bars))
    if (scale === 0) return Number.NaN
    return Math.min(1, Math.max(-1, this.#jointDistances(a, b, bars) / scale))
  }

  /** The first closes, of which there are no returns yet; true when there are any. Bars before do not belong to the window. */
  #readFirst(closes: Float64Array): boolean {
    let hasAny = false
    for (let market = 0; market < this.marketCount; market++) {
      if (!isPrice(closes[market] as number)) continue
      this.#lastCloses[market] = closes[market] as number
      hasAny = true
    }
    return hasAny
  }

  /** Returns of `closes` from `from` to `to` - 1 take the place of the oldest of a market, which are 0 until the window is full. */
  #takeIn(market: number, closes: Float64Array, from: number, to: number): void {
    const { windowBars } = this
    const column = this.#returns[market] as Float64Array
    const gone = this.#gone[market] as Float64Array
    const noted = Math.min(to - from, gone.length - this.#pending)
    let place = this.#place
    for (let k = 0; k < noted; k++) {
      gone[this.#pending + k] = column[place] as number
      if (++place === windowBars) place = 0
    }
    let before = this.#lastCloses[market] as number
    place = this.#place
    let i = from
    for (; i < to && !(before > 0); i++) {
      column[place] = 0
      if (isPrice(closes[i] as number)) before = closes[i] as number
      if (++place === windowBars) place = 0
    }
    this.#observations[market] = Math.min(windowBars, (this.#observations[market] as number) + to - i)
    for (; i < to; i++) {
      const close = closes[i] as number
      const hasClose = isPrice(close)
      column[place] = hasClose ? close / before - 1 : 0
      if (hasClose) before = close
      if (++place === windowBars) place = 0
    }
    this.#lastCloses[market] = before
  }

  /** The window has gone on by `bars`. */
  #goOn(bars: number): void {
    const { windowBars } = this
    this.#pending = Math.min(windowBars, this.#pending + bars)
    this.#count = Math.min(windowBars, this.#count + bars)
    this.#place = (this.#place + bars) % windowBars
  }

  /** Brings the sums up to the newest bar. */
  #settle(): void {
    const pending = this.#pending
    if (pending === 0) return
    this.#pending = 0
    // Two steps for each bar that came, or one for each bar of the window.
    const isDearer = 2 * pending >= this.windowBars
    if (!isDearer) for (let k = 0; k < pending; k++) this.#addBar(this.#placeOf(pending - k), k)
    for (let market = 0; market < this.marketCount; market++)
      if (isDearer || this.#isDue(market, pending) || this.#isRounded(market)) this.#sumAfresh(market)
  }

  /** Adds the bar at `place` of the window to the sums, and takes off what went with it: the `k`-th of those that they do not know. */
  #addBar(place: number, k: number): void {
    const came = this.#came
    const went = this.#went
    const sums = this.#sums
    const squaresAdded = this.#squaresAdded
    for (let a = 0; a < came.length; a++) {
      const comes = (this.#returns[a] as Float64Array)[place] as number
      const goes = (this.#gone[a] as Float64Array)[k] as number
      came[a] = comes
      went[a] = goes
      sums[a] = (sums[a] as number) + comes - goes
      squaresAdded[a] = (squaresAdded[a] as number) + comes * comes
      const row = this.#products[a] as Float64Array
      for (let b = 0; b <= a; b++) {
        row[b] = (row[b] as number) + comes * (came[b] as number) - goes * (went[b] as number)
      }
    }
  }

  /** Whether one of the newest `pending` bars was the turn of a market to be summed up afresh. */
  #isDue(market: number, pending: number): boolean {
    const turn = Math.ceil(((market + 1) * this.windowBars) / this.marketCount) - 1
    const age = this.#place - turn
    return (age > 0 ? age : age + this.windowBars) <= pending
  }

  /** Whether large returns have just left the window: what is left of the sum is rounding. */
  #isRounded(market: number): boolean {
    const squares = (this.#products[market] as Float64Array)[market] as number
    return squares < (this.#squaresAdded[market] as number) * CANCELLED
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

function isPrice(close: number): boolean {
  return close > 0 && close < Number.POSITIVE_INFINITY
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
