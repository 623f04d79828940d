import { expect, test } from 'vitest'
import { enoughPct, nextStepMs } from './roi-table.ts'

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

test('of two steps of one age the one that is written last counts', () => {
  const steps = [
    { afterMs: 0, enoughPct: 10 },
    { afterMs: 0, enoughPct: 8 },
  ]
  expect(enoughPct(steps, 5)).toBe(8)
})

test.each([
  [-1, 0],
  [0, 1000],
  [999, 1000],
  [1000, 3000],
  [2999, 3000],
  [3000, Number.POSITIVE_INFINITY],
])('after %d ms the next step begins at %d', (age, next) => {
  expect(nextStepMs(TABLE, age)).toBe(next)
  expect(nextStepMs(TABLE.toReversed(), age)).toBe(next)
})
