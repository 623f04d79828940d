import { measured } from '../measured.ts'
import type { Handler } from '../universe.ts'

/** Leaves out what is dear to enter and leave, and what nobody has measured the spread of. */
export function spread({ maxBps }: { readonly maxBps: number }): Handler {
  return measured(
    'spread',
    {
      of: ({ bars }, { at }) => {
        const series = bars.series.spreadBps
        const newest = series?.indexAsOf(at) ?? -1
        return newest < 0 ? Number.NaN : (series?.valueColumn.values[newest] as number)
      },
      missing: () => 'has no known spread',
      show: (value) => `spread of ${value} bps`,
    },
    { max: maxBps },
  )
}
