/** What one walk over the equity at every bar tells. What is not defined is NaN. */
export interface PerBarMetrics {
  /** Mean of the bars' returns over their population deviation, times the root of the bars in a year. */
  readonly sharpe: number
  /** Mean of the bars' returns over the root mean square of the losses (all bars count in that mean), annualised likewise. */
  readonly sortino: number
  /** Deepest fall below the highest equity so far, in quote units. */
  readonly maxDrawdown: number
  /** Deepest fall in percent of the highest equity so far; the bars of that peak and of its bottom. */
  readonly maxDrawdownPct: number
  readonly peakIndex: number
  readonly troughIndex: number
  /** Longest stretch under water, in bars: from the last bar at a peak to the last bar below it. */
  readonly underWaterBars: number
  readonly underWaterFromIndex: number
}

export interface PerBarOptions {
  readonly periodsPerYear: number
  /** Equity before the first bar, so that a loss in the first bar counts. Without it the first bar is the start. */
  readonly startEquity?: number
}

/** Bars that are walked in one call: in short calls the just-in-time compiler gets at the loop sooner. */
export const BLOCK_BARS = 2048

/** Sharpe, Sortino and drawdown in a single pass: a few nanoseconds a bar. A return on equity that was not above zero is taken as 0. */
export function perBarMetrics(equity: Float64Array, { periodsPerYear, startEquity }: PerBarOptions): PerBarMetrics {
  const walk = new EquityWalk(startEquity ?? equity[0] ?? Number.NaN)
  for (let from = 0; from < equity.length; from += BLOCK_BARS) {
    walk.add(equity, from, Math.min(equity.length, from + BLOCK_BARS))
  }
  const returns = equity.length - (startEquity === undefined ? 1 : 0)
  return walk.metrics(returns, periodsPerYear)
}

/** The walk itself, for an equity that comes in parts. */
export class EquityWalk {
  #bars = 0
  #previous = 0.5
  #peak = 0.5
  #peakIndex = 0
  /** The lowest equity since the peak. */
  #low = 0.5
  #sum = 0.5
  #squares = 0.5
  #downSquares = 0.5
  #deepest = 0.5
  #deepestShare = 0.5
  #deepestFrom = 0
  #deepestTo = 0
  #longest = 0
  #longestFrom = 0

  /** @param startEquity equity before the first bar */
  constructor(startEquity: number) {
    this.#previous = this.#peak = this.#low = startEquity
    this.#sum = this.#squares = this.#downSquares = this.#deepest = this.#deepestShare = 0
  }

  /** Takes `values[from]` to `values[to - 1]` as the next bars. */
  add(values: Float64Array, from: number, to: number): void {
    const shift = this.#bars - from
    let previous = this.#previous
    let peak = this.#peak
    let low = this.#low
    let sum = this.#sum
    let squares = this.#squares
    let downSquares = this.#downSquares
    for (let i = from; i < to; i++) {
      const value = values[i] as number
      const change = previous > 0 ? value / previous - 1 : 0
      // The change where it is below 0, else 0: without a branch, which no processor could predict here.
      const loss = (change - Math.abs(change)) * 0.5
      sum += change
      squares += change * change
      downSquares += loss * loss
      previous = value
      if (value >= peak) {
        this.#endFall(i + shift)
        peak = low = value
      } else if (value < low) {
        low = value
        this.#deepen(peak, value, i + shift)
      }
    }
    this.#bars += to - from
    this.#previous = previous
    this.#peak = peak
    this.#low = low
    this.#sum = sum
    this.#squares = squares
    this.#downSquares = downSquares
  }

  /** What the bars so far tell; `returns` is the number of them that count as a return. */
  metrics(returns: number, periodsPerYear: number): PerBarMetrics {
    this.#noteFall(this.#bars)
    return {
      ...perBarRatios(returns, this.#sum, this.#squares, this.#downSquares, periodsPerYear),
      maxDrawdown: this.#deepest,
      maxDrawdownPct: this.#deepestShare * 100,
      peakIndex: this.#deepestFrom,
      troughIndex: this.#deepestTo,
      underWaterBars: this.#longest,
      underWaterFromIndex: this.#longestFrom,
    }
  }

  /** Bar `i` is at a peak or above. */
  #endFall(i: number): void {
    this.#noteFall(i)
    this.#peakIndex = i
  }

  /** The bars after the last peak and before bar `i` were below it. */
  #noteFall(i: number): void {
    const bars = i - 1 - this.#peakIndex
    if (bars <= this.#longest) return
    this.#longest = bars
    this.#longestFrom = this.#peakIndex
  }

  /** Bar `i` is lower than all since the peak. */
  #deepen(peak: number, value: number, i: number): void {
    const fall = peak - value
    if (fall > this.#deepest) this.#deepest = fall
    if (fall <= this.#deepestShare * peak) return
    this.#deepestShare = fall / peak
    this.#deepestFrom = this.#peakIndex
    this.#deepestTo = i
  }
}

function perBarRatios(count: number, sum: number, squares: number, downSquares: number, periodsPerYear: number) {
  const mean = count > 0 ? sum / count : Number.NaN
  const deviation = Math.sqrt(Math.max(squares / count - mean * mean, 0))
  const annual = Math.sqrt(periodsPerYear)
  return {
    sharpe: deviation > 0 ? (mean / deviation) * annual : Number.NaN,
    sortino: downSquares > 0 ? (mean / Math.sqrt(downSquares / count)) * annual : Number.NaN,
  }
}

/** Sharpe ratio of the returns from bar to bar: their mean over their population deviation, times the root of the bars in a year. */
export function perBarSharpe(equity: Float64Array, periodsPerYear: number): number {
  return perBarMetrics(equity, { periodsPerYear }).sharpe
}

/** Sortino ratio of the returns from bar to bar: their mean over the root mean square of the losses, annualised likewise. */
export function perBarSortino(equity: Float64Array, periodsPerYear: number): number {
  return perBarMetrics(equity, { periodsPerYear }).sortino
}
