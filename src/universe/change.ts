import { closedEnd, explainNoBars, reachesBack, type Span, windowStart } from './closed-bars.ts'
import type { Measure } from './measured.ts'

/** From the first open to the last close of a span, in percent. */
export function changeOver(span: Span, word: string): Measure {
  return {
    span,
    of: ({ bars }, { at }) => {
      if (!reachesBack(bars, at, span)) return Number.NaN
      const start = windowStart(bars, at, span)
      const end = closedEnd(bars, at)
      if (start >= end) return Number.NaN
      const first = bars.open[start] as number
      return (((bars.close[end - 1] as number) - first) / first) * 100
    },
    missing: ({ bars }, { at }) => explainNoBars(bars, at, span),
    show: (value) => `${span.label} ${word} ${value} %`,
  }
}
