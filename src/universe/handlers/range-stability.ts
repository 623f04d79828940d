import type { Bars } from '../../market/bars.ts'
import { closedEnd, daysSpan, explainNoBars, reachesBack, windowStart } from '../closed-bars.ts'
import { measured } from '../measured.ts'
import type { Handler } from '../universe.ts'

interface RangeStabilityOptions {
  readonly days: number
  readonly minPct?: number | undefined
  readonly maxPct?: number | undefined
}

/** How far the highest high of the last days lies above the lowest low, in percent of that low. */
export function rangeStability({ days, minPct, maxPct }: RangeStabilityOptions): Handler {
  const span = daysSpan(days)
  return measured(
    'rangeStability',
    {
      span,
      of: ({ bars }, { at }) =>
        reachesBack(bars, at, span) ? rangePct(bars, windowStart(bars, at, span), closedEnd(bars, at)) : Number.NaN,
      missing: ({ bars }, { at }) => explainNoBars(bars, at, span),
      show: (value) => `${span.label} range of ${value} %`,
    },
    { min: minPct, max: maxPct },
  )
}

function rangePct(bars: Bars, start: number, end: number): number {
  if (start >= end) return Number.NaN
  const { high, low } = bars
  let highest = high[start] as number
  let lowest = low[start] as number
  for (let i = start + 1; i < end; i++) {
    const top = high[i] as number
    const bottom = low[i] as number
    if (top > highest) highest = top
    if (bottom < lowest) lowest = bottom
  }
  return ((highest - lowest) / lowest) * 100
}
