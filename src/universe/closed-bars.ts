import { firstIndex } from '../core/bisect.ts'
import { barOpenAt } from '../core/timeframe.ts'
import type { Bars } from '../market/bars.ts'
import { formatTime } from '../market/format-time.ts'

export const HOUR_MS = 3_600_000
export const DAY_MS = 86_400_000

/** A stretch of time that ends at the moment of the question, and how sentences call it: `24h`. */
export interface Span {
  readonly ms: number
  readonly label: string
}

export function hoursSpan(hours: number): Span {
  return { ms: hours * HOUR_MS, label: `${hours}h` }
}

export function daysSpan(days: number): Span {
  return { ms: days * DAY_MS, label: `${days}d` }
}

/** Index behind the newest bar that had closed by `at`: everything from it on must not be read. */
export function closedEnd(bars: Bars, at: number): number {
  const times = bars.time
  const barMs = bars.timeframeMs
  return firstIndex(0, bars.length, (i) => (times[i] as number) + barMs > at)
}

/** The close of the newest bar that had closed by `at`, NaN when there was none. */
export function lastClose(bars: Bars, at: number): number {
  const end = closedEnd(bars, at)
  return end === 0 ? Number.NaN : (bars.close[end - 1] as number)
}

/**
 * Index of the first bar of the window. It ends with the bars that have closed and not at `at`: in the middle of an hour, 24 hours are
 * still 24 bars of one hour.
 */
export function windowStart(bars: Bars, at: number, span: Span): number {
  return bars.indexAtOrAfter(barOpenAt(at, bars.timeframeMs) - span.ms)
}

/** Whether the market has bars from the start of the window on. One day says nothing about the change over ten. */
export function reachesBack(bars: Bars, at: number, span: Span): boolean {
  return bars.length > 0 && (bars.time[0] as number) <= barOpenAt(at, bars.timeframeMs) - span.ms
}

/** Why the bars do not tell: there is none in the window, or they do not reach back far enough. */
export function explainNoBars(bars: Bars, at: number, span: Span): string {
  if (windowStart(bars, at, span) >= closedEnd(bars, at)) return `has no closed bar in the last ${span.label}`
  if (reachesBack(bars, at, span)) return `has too few closed bars in the last ${span.label}`
  return `has bars from ${formatTime(bars.time[0] as number)} on, which is less than the last ${span.label}`
}
