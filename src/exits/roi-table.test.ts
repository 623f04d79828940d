import { expect, test } from 'vitest'
import { enoughPct } from './roi-table.ts'

const TABLE = [
  { afterMs: 0, enoughPct: 10 },
  { afterMs: 3000, enoughPct: 2 },
  { afterMs: 1000, enoughPct: 5 },
]

test.each([
  [0, 10],
  [999, 10],
  [1000, 5],
  [2999, 5],
  [3000, 2],
  [1e9, 2],
])('after %d ms a profit of %d %% is enough', (age, enough) => {
  expect(enoughPct(TABLE, age)).toBe(enough)
})

test('before the first step none is', () => {
  expect(enoughPct([{ afterMs: 1000, enoughPct: 5 }], 999)).toBeNaN()
})
