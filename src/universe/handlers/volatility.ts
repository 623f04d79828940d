import type { Bars } from '../../market/bars.ts'
import { closedEnd, daysSpan, explainNoBars, reachesBack, windowStart } from '../closed-bars.ts'
import { logRatio } from '../log-ratio.ts'
import { measured } from '../measured.ts'
import type { Handler } from '../universe.ts'

interface VolatilityOptions {
  readonly days: number
  readonly minPct?: number | undefined
  readonly maxPct?: number | undefined
}

/** The standard deviation of the log returns from bar to bar over the last days, in percent. */
export function volatility({ days, minPct, maxPct }: VolatilityOptions): Handler {
  const span = daysSpan(days)
  return measured(
    'volatility',
    {
      span,
      of: ({ bars }, { at }) =>
        reachesBack(bars, at, span) ? deviationPct(bars, windowStart(bars, at, span), closedEnd(bars, at)) : Number.NaN,
      missing: ({ bars }, { at }) => explainNoBars(bars, at, span),
      show: (value) => `${span.label} volatility of ${value} % a bar`,
    },
    { min: minPct, max: maxPct },
  )
}

/**
 * Of the sample (n - 1). One pass: the sums are of distances from the first return, so that equal returns give 0 and no digits are lost
 * where the mean is large beside the deviation (https://en.wikipedia.org/wiki/Algorithms_for_calculating_variance, shifted data).
 */
function deviationPct(bars: Bars, start: number, end: number): number {
  const count = end - start - 1
  if (count < 2) return Number.NaN
  const { close } = bars
  let before = close[start + 1] as number
  const first = logRatio(before, close[start] as number)
  let sum = 0
  let squares = 0
  for (let i = start + 2; i < end; i++) {
    const price = close[i] as number
    const distance = logRatio(price, before) - first
    sum += distance
    squares += distance * distance
    before = price
  }
  return Math.sqrt(Math.max(0, squares - (sum * sum) / count) / (count - 1)) * 100
}
