import { annualReturn } from './annual-return.ts'
import type { Returns } from './returns.ts'

export interface CaptureOptions {
  readonly periodsPerYear: number
  /** Which periods count: those in which the benchmark rose or stood still, those in which it fell, or all. */
  readonly when: 'up' | 'down' | 'always'
}

/** Annual return over the benchmark's annual return in the same periods. Source: empyrical `capture`, `up_capture`, `down_capture`. */
export function captureRatio(returns: Returns, benchmark: Returns, { periodsPerYear, when }: CaptureOptions): number {
  const counts = (level: number): boolean => when === 'always' || (when === 'up' ? level >= 0 : level < 0)
  const market = Array.from(benchmark)
  const own = Array.from(returns).filter((_, i) => counts(market[i] as number))
  const base = market.filter(counts)
  return own.length === 0 ? Number.NaN : annualReturn(own, periodsPerYear) / annualReturn(base, periodsPerYear)
}
