import type { Timeframe } from '../../../core/timeframe.ts'
import type { RunSummary } from '../../metrics/run-summary.ts'
import { formatNumber } from '../format-number.ts'

/** From when to when a run went, in how many bars. */
export function spanLine(timeframe: Timeframe, { from, to, bars, days }: RunSummary): string {
  if (from === null || to === null) return 'no bars'
  const minute = (iso: string): string => iso.slice(0, 16).replace('T', ' ')
  return `${minute(from)} to ${minute(to)} UTC · ${formatNumber(days, days < 10 ? 1 : 0)} days · ${formatNumber(bars, 0)} bars of ${timeframe}`
}
