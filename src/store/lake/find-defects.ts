import type { Bars } from '../../market/bars.ts'
import { spanOfMonth } from './months.ts'

/** A row of a file that can be no bar. */
export interface RowDefect {
  readonly row: number
  readonly time: number
  readonly problem: string
}

/** The rows of a month that must not be there, in their order. Of rows with one time the first is kept. */
export function findDefects(bars: Bars, month: string): RowDefect[] {
  const span = spanOfMonth(month)
  const defects: RowDefect[] = []
  let before = Number.NEGATIVE_INFINITY
  for (let row = 0; row < bars.length; row++) {
    const time = bars.time[row] as number
    const problem = problemOfTime(time, before, span, bars.timeframeMs) ?? problemOfValues(bars, row)
    if (problem === undefined) before = time
    else defects.push({ row, time, problem })
  }
  return defects
}

function problemOfTime(
  time: number,
  before: number,
  { from, to }: { readonly from: number; readonly to: number },
  stepMs: number,
): string | undefined {
  if (!(time >= from && time < to)) return 'it is not of this month'
  if (time % stepMs !== 0) return 'no bar opens then'
  if (time === before) return 'it is there twice'
  return time < before ? 'it comes after a later one' : undefined
}

function problemOfValues({ open, high, low, close, volume }: Bars, row: number): string | undefined {
  for (const [name, column] of Object.entries({ open, high, low, close })) {
    const price = column[row] as number
    if (!(price > 0 && price < Number.POSITIVE_INFINITY)) return `${name} ${price} is not a price above 0`
  }
  const traded = volume[row] as number
  if (!(traded >= 0 && traded < Number.POSITIVE_INFINITY)) return `volume ${traded} is not a number of 0 or more`
  if ((high[row] as number) < (low[row] as number)) return `high ${high[row]} is below low ${low[row]}`
  return undefined
}
