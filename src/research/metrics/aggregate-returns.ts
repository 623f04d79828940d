import { type Returns, totalReturn } from './returns.ts'

export type CalendarPeriod = 'weekly' | 'monthly' | 'quarterly' | 'yearly'

const DAY_MS = 86_400_000

/** Returns compounded over the calendar's weeks (from Monday), months, quarters or years, UTC. Source: empyrical `aggregate_returns`. */
export function aggregateReturns(returns: Returns, times: ArrayLike<number>, period: CalendarPeriod): number[] {
  const groups = new Map<number, number[]>()
  for (let i = 0; i < returns.length; i++) {
    const key = periodNumber(times[i] as number, period)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [returns[i] as number])
    else group.push(returns[i] as number)
  }
  return Array.from(groups.values(), (group) => totalReturn(group))
}

/** Counts periods so that each has its own number. */
function periodNumber(time: number, period: CalendarPeriod): number {
  const date = new Date(time)
  const months = date.getUTCFullYear() * 12 + date.getUTCMonth()
  switch (period) {
    case 'weekly':
      return Math.floor((time / DAY_MS + 3) / 7) // 1970-01-01 was a Thursday
    case 'monthly':
      return months
    case 'quarterly':
      return Math.floor(months / 3)
    case 'yearly':
      return date.getUTCFullYear()
  }
}
