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

/**
 * Sharpe, Sortino and drawdown in a single pass that makes no objects: a few nanoseconds a bar, for a million bars at once.
 * A return on equity that was not above zero is taken as 0.
 */
export function perBarMetrics(equity: Float64Array, { periodsPerYear, startEquity }: PerBarOptions): PerBarMetrics {
  let previous = startEquity ?? equity[0] ?? Number.NaN
  let peak = previous
  let peakIndex = 0
  let low = previous
  let sum = 0
  let squares = 0
  let downSquares = 0
  let deepest = 0
  let deepestShare = 0
  let deepestFrom = 0
  let deepestTo = 0
  let longest = 0
  let longestFrom = 0
  for (let i = 0; i < equity.length; i++) {
    const value = equity[i] as number
    const change = previous > 0 ? value / previous - 1 : 0
    // The change where it is below 0, else 0: without a branch, which no processor could predict here.
    const loss = (change - Math.abs(change)) * 0.5
    sum += change
    squares += change * change
    downSquares += loss * loss
    previous = value
    if (value >= peak) {
      if (i - 1 - peakIndex > longest) {
        longest = i - 1 - peakIndex
        longestFrom = peakIndex
      }
      peak = value
      peakIndex = i
      low = value
    } else if (value < low) {
      low = value
      if (peak - value > deepest) deepest = peak - value
      if (peak - value > deepestShare * peak) {
        deepestShare = (peak - value) / peak
        deepestFrom = peakIndex
        deepestTo = i
      }
    }
  }
  if (equity.length - 1 - peakIndex > longest) {
    longest = equity.length - 1 - peakIndex
    longestFrom = peakIndex
  }
  const count = equity.length - (startEquity === undefined ? 1 : 0)
  return {
    ...perBarRatios(count, sum, squares, downSquares, periodsPerYear),
    maxDrawdown: deepest,
    maxDrawdownPct: deepestShare * 100,
    peakIndex: deepestFrom,
    troughIndex: deepestTo,
    underWaterBars: longest,
    underWaterFromIndex: longestFrom,
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
