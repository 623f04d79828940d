import { firstIndex } from '../../core/bisect.ts'
import type { CloseTimes } from '../run-result.ts'

const DAY_MS = 86_400_000

/** Equity at the end of each UTC calendar day, from the day of the first bar to that of the last. */
export interface DailyEquity {
  /** Start of the day, UTC, in milliseconds. */
  readonly day: Float64Array
  /** Equity at the last close of the day; a day without bars keeps that of the day before. */
  readonly equity: Float64Array
  /** The bar of that close. */
  readonly lastBar: Int32Array
  /** Change from the day before (the first day: from the capital); 0 once there was nothing left to lose. */
  readonly returns: Float64Array
}

/**
 * Cuts a curve of any bar length into calendar days. A bar that closes at midnight belongs to the day that ends there.
 * Finds each day's last bar by bisection, so a million bars cost next to nothing.
 */
export function dailyEquity(times: CloseTimes, equity: Float64Array, capital: number): DailyEquity {
  const count = times.length
  const first = count === 0 ? 0 : dayOf(times.at(0) as number)
  const days = count === 0 ? 0 : dayOf(times.at(-1) as number) - first + 1
  const day = Float64Array.from({ length: days }, (_, k) => (first + k) * DAY_MS)
  const lastBar = new Int32Array(days)
  let next = 0
  for (let k = 0; k < days; k++) {
    const end = (day[k] as number) + DAY_MS
    next = firstIndex(next, count, (i) => (times.at(i) as number) > end)
    lastBar[k] = next - 1
  }
  const atClose = Float64Array.from(lastBar, (i) => equity[i] as number)
  return { day, lastBar, equity: atClose, returns: dailyReturns(atClose, capital) }
}

/** Change of each daily value from the one before, the first from the capital. */
export function dailyReturns(equity: Float64Array, capital: number): Float64Array {
  return equity.map((value, k) => {
    const previous = k === 0 ? capital : (equity[k - 1] as number)
    return previous > 0 ? value / previous - 1 : 0
  })
}

/** Number of the UTC day that a closing time ends in. */
function dayOf(closedAt: number): number {
  return Math.ceil(closedAt / DAY_MS) - 1
}
