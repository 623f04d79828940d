import { expect, test } from 'vitest'
import { Column } from '../../../market/column.ts'
import { Turns } from './turns.ts'

/** Swings with a right side of 1 bar: `[bar at which it is known, high or undefined, low or undefined]`. */
function turnsOf(...known: readonly (readonly [number, number | undefined, number | undefined])[]) {
  const column = (values: readonly [number, number][]) => {
    const made = new Column(64)
    for (const [i, value] of values) made.values[i] = value
    return { column: made, warmup: 0 }
  }
  const swings = {
    high: column(known.map(([i, high = 0]) => [i, high])),
    low: column(known.map(([i, , low = 0]) => [i, low])),
    highAge: column(known.map(([i, high]) => [i, high === undefined ? 9 : 1])),
    lowAge: column(known.map(([i, , low]) => [i, low === undefined ? 9 : 1])),
  }
  const turns = new Turns(swings, 1)
  const learned = known.map(([i]) => turns.learn(i))
  const all = Array.from({ length: Math.min(turns.count, 8) }, (_, ago) => [turns.bar(ago), turns.price(ago)])
  return { learned, side: turns.side, all }
}

test('of several highs without a low between them the highest counts, the oldest of equal ones', () => {
  const { learned, all } = turnsOf([2, 10, undefined], [4, 12, undefined], [6, 12, undefined], [8, 11, undefined])
  expect(learned).toEqual([true, true, false, false])
  expect(all).toEqual([[3, 12]])
})

test('highs and lows come by turns, the newest first', () => {
  const { side, all } = turnsOf([2, undefined, 5], [4, 9, undefined], [6, undefined, 6], [9, undefined, 4])
  expect(side).toBe(-1)
  expect(all).toEqual([
    [8, 4],
    [3, 9],
    [1, 5],
  ])
})

test('a bar that is both carries the leg on and turns it', () => {
  const up = turnsOf([2, undefined, 5], [4, 9, undefined], [6, 10, 4])
  expect(up.all).toEqual([
    [5, 4],
    [5, 10],
    [1, 5],
  ])
  const down = turnsOf([2, 9, undefined], [4, undefined, 5], [6, 10, 4])
  expect(down.all).toEqual([
    [5, 10],
    [5, 4],
    [1, 9],
  ])
})

test('keeps the last eight', () => {
  const known = Array.from(
    { length: 10 },
    (_, k) => [2 + k, k % 2 ? 50 + k : undefined, k % 2 ? undefined : k] as const,
  )
  const { all } = turnsOf(...known)
  expect(all[7]).toEqual([3, 2])
})
