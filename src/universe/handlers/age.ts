import { DAY_MS } from '../closed-bars.ts'
import { measured } from '../measured.ts'
import type { Handler } from '../universe.ts'

/** Leaves out what was listed a few days ago: its first prices say little about the next. */
export function age({ minDays }: { readonly minDays: number }): Handler {
  return measured(
    'age',
    {
      of: ({ listedAt }, { at }) => (at - listedAt) / DAY_MS,
      missing: () => 'has no day of listing',
      show: (value) => `age of ${value} days`,
    },
    { min: minDays },
  )
}
