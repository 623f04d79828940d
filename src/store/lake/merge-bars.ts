import { Bars } from '../../market/bars.ts'

/** What came of laying bars over those that were there. */
export interface Merge {
  readonly bars: Bars
  readonly added: number
  readonly unchanged: number
  /** Bars that were there with other values: their places in the old and in the new bars. */
  readonly revised: readonly { readonly before: number; readonly after: number }[]
}

/** Lays the bars [start, end) of `fresh` over `old`: a bar that opens at the same time is replaced. */
export function mergeBars(old: Bars, fresh: Bars, start: number, end: number): Merge {
  const bars = new Bars(old.timeframe, old.length + end - start)
  const revised: { before: number; after: number }[] = []
  let unchanged = 0
  let before = 0
  for (let after = start; after < end; after++) {
    const at = fresh.time[after] as number
    while (before < old.length && (old.time[before] as number) < at) bars.appendFrom(old, before++)
    if (before < old.length && old.time[before] === at) {
      if (isSameBar(old, before, fresh, after)) unchanged++
      else revised.push({ before, after })
      before++
    }
    bars.appendFrom(fresh, after)
  }
  while (before < old.length) bars.appendFrom(old, before++)
  return { bars, added: end - start - unchanged - revised.length, unchanged, revised }
}

function isSameBar(a: Bars, i: number, b: Bars, k: number): boolean {
  return (
    a.open[i] === b.open[k] &&
    a.high[i] === b.high[k] &&
    a.low[i] === b.low[k] &&
    a.close[i] === b.close[k] &&
    a.volume[i] === b.volume[k]
  )
}
