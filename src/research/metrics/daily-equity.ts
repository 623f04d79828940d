import { firstIndex } from '../../core/bisect.ts'

const DAY_MS = 86_400_000

/** Equity at the end of each UTC calendar day, from the day of the first bar to that of the last. */
export interface DailyEquity {
  /** Start of the day, UTC, in milliseconds. */
  readonly day: Float64Array
  /** Equity at the last close of the day; a day without bars keeps that of the day before. */
  readonly equity: Float64Array
  /** Change from the day before (the first day: from the capital); 0 once there was nothing left to lose. */
  readonly returns: Float64Array
}

/**
 * Cuts a curve of any bar length into calendar days. A bar that closes at midnight belongs to the day that ends there.
 * Finds each day's last bar by bisection, so a million bars cost next to nothing.
 */
export function dailyEquity(times: Float64Array, equity: Float64Array, capital: number): DailyEquity {
  const count = times.length
  const first = count === 0 ? 0 : dayOf(times[0] as number)
  const days = count === 0 ? 0 : dayOf(times[count - 1] as number) - first + 1
  const daily = { day: new Float64Array(days), equity: new Float64Array(days), returns: new Float64Array(days) }
  let previous = capital
  let index = 0
  for (let k = 0; k < days; k++) {
    const end = (first + k + 1) * DAY_MS
    index = firstIndex(index, count, (i) => (times[i] as number) > end)
    const value = index === 0 ? capital : (equity[index - 1] as number)
    daily.day[k] = end - DAY_MS
    daily.equity[k] = value
    daily.returns[k] = previous > 0 ? value / previous - 1 : 0
    previous = value
  }
  return daily
}

/** Number of the UTC day that a closing time ends in. */
function dayOf(closedAt: number): number {
  return Math.ceil(closedAt / DAY_MS) - 1
}
