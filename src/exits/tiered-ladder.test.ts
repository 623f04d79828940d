import { expect, test } from 'vitest'
import { keptPct } from './tiered-ladder.ts'

const LADDER = [
  { fromPct: 8, keepPct: 3 },
  { fromPct: 15, keepPct: 8 },
  { fromPct: 25, keepPct: 15 },
]

test.each([
  [7.99, Number.NaN],
  [8, 3],
  [14.99, 3],
  [15, 8],
  [25, 15],
  [90, 15],
])('a peak of %d %% keeps %d %%', (peak, kept) => {
  expect(keptPct(LADDER, peak)).toBe(kept)
  expect(keptPct(LADDER.toReversed(), peak)).toBe(kept)
})
