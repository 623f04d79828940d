import type { Bars } from '../../market/bars.ts'
import { Series, type SeriesName } from '../../market/series.ts'
import { barsOf } from './expect-values.ts'

type SeriesValues = Readonly<Partial<Record<SeriesName, readonly (number | null)[]>>>

/** Daily bars of these closes, with series whose values become known when their bar closes; null is no new value. */
export function barsWithSeries(close: readonly number[], values: SeriesValues): Bars {
  const bars = barsOf({ close })
  bars.series = Object.fromEntries(
    Object.entries(values).map(([name, row]) => {
      const series = new Series()
      for (const [i, value] of row.entries())
        if (value !== null) series.append((bars.time[i] as number) + bars.timeframeMs, value)
      return [name, series]
    }),
  )
  return bars
}
