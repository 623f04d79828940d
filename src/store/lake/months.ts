import type { Bars } from '../../market/bars.ts'

/** The bars [start, end) of `bars` that open in one month. */
export interface MonthPart {
  /** UTC: `2024-01`. */
  readonly month: string
  readonly start: number
  readonly end: number
}

/** The month, UTC, in which `at` is: `2024-01`. */
export function monthOf(at: number): string {
  return new Date(at).toISOString().slice(0, 7)
}

/** When a month begins and ends, in milliseconds, UTC: [from, to). */
export function spanOfMonth(month: string): { readonly from: number; readonly to: number } {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return { from: Date.UTC(year, number - 1), to: Date.UTC(year, number) }
}

/** Whether it is the name of a month: `2024-01`. */
export function isMonth(text: string): boolean {
  return /^\d{4}-(?:0[1-9]|1[0-2])$/.test(text)
}

/** The bars month by month, without copying one. */
export function partsByMonth(bars: Bars): MonthPart[] {
  const parts: MonthPart[] = []
  let start = 0
  while (start < bars.length) {
    const month = monthOf(bars.time[start] as number)
    const end = bars.indexAtOrAfter(spanOfMonth(month).to)
    parts.push({ month, start, end })
    start = end
  }
  return parts
}
