import type { Bars } from '../bars.ts'
import { autocorrelation, correlation, deviationOf, excessKurtosis } from './moments.ts'

const YEAR_MS = 365 * 86_400_000

/** What tells a market from a random walk: fat tails, and volatility that remembers while returns do not. */
export interface Realism {
  /** Kurtosis of the returns less that of a normal distribution. */
  readonly excessKurtosis: number
  readonly absReturnAutocorrelation: { readonly lag1: number; readonly lag10: number; readonly lag50: number }
  readonly returnAutocorrelationLag1: number
  /** Correlation of volume and the size of the return. */
  readonly volumeReturnCorrelation: number
  readonly annualVolatilityPct: number
}

/** Measures the simple returns from close to close; a return over a gap is left out. A price that never moves measures 0. */
export function measureRealism(bars: Bars): Realism {
  const steps = stepsOf(bars)
  const returns = steps.map((i) => returnAt(bars, i))
  const sizes = returns.map(Math.abs)
  return {
    excessKurtosis: excessKurtosis(returns),
    absReturnAutocorrelation: {
      lag1: autocorrelation(sizes, 1),
      lag10: autocorrelation(sizes, 10),
      lag50: autocorrelation(sizes, 50),
    },
    returnAutocorrelationLag1: autocorrelation(returns, 1),
    volumeReturnCorrelation: correlation(
      steps.map((i) => bars.volume[i] as number),
      sizes,
    ),
    annualVolatilityPct: deviationOf(returns) * Math.sqrt(YEAR_MS / bars.timeframeMs) * 100,
  }
}

/** Simple returns from close to close, those over gaps left out. */
export function returnsOf(bars: Bars): Float64Array {
  return stepsOf(bars).map((i) => returnAt(bars, i))
}

/** Indices of the bars that follow the one before without a gap. */
function stepsOf(bars: Bars): Float64Array {
  const steps: number[] = []
  for (let i = 1; i < bars.length; i++) {
    if ((bars.time[i] as number) - (bars.time[i - 1] as number) === bars.timeframeMs) steps.push(i)
  }
  return Float64Array.from(steps)
}

function returnAt({ close }: Bars, i: number): number {
  return (close[i] as number) / (close[i - 1] as number) - 1
}
