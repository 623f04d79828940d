import { expect, test } from 'vitest'
import { barsOf, valuesOf } from '../testing/expect-values.ts'
import { flatBars, randomBars } from '../testing/random-bars.ts'
import { hasReference, readExpected, readQuotes, referenceNote } from '../testing/reference.ts'
import { zigzag } from './zigzag.ts'

test('a turn counts from the bar that has moved away far enough', () => {
  // 110 is 10 % above 100, 99 is 10 % below 110; 10 % above 98 is 107.8, which 107.7 misses and 107.9 does not.
  expect(valuesOf(zigzag, { pct: 10 }, barsOf({ close: [100, 105, 110, 99, 98, 107.7, 107.9] }))).toEqual({
    zigzag: [100, 100, 100, 110, 110, 110, 98],
    direction: [0, 0, 1, -1, -1, -1, 1],
    age: [0, 1, 2, 1, 2, 3, 2],
  })
})

test('of equal extremes the oldest is the turn', () => {
  const { age } = valuesOf(zigzag, { pct: 10 }, barsOf({ close: [100, 120, 110, 120, 100] }))
  expect(age).toEqual([0, 1, 2, 3, 3])
})

interface Turn {
  readonly bar: number
  readonly price: number
  readonly side: string
}

/** The turns, each at its own bar, as a drawn zigzag has them. */
function turnsOf({
  zigzag: prices,
  direction,
  age,
}: Readonly<Record<'zigzag' | 'direction' | 'age', number[]>>): Turn[] {
  return prices.flatMap((price, i) => {
    const isNew = i > 0 && direction[i] !== direction[i - 1]
    return isNew ? [{ bar: i - (age[i] as number), price, side: direction[i] === 1 ? 'L' : 'H' }] : []
  })
}

// The reference draws its turns at their bars; here each is told later, by what was known then. It leaves the first low out.
test.skipIf(!hasReference)(`confirms the turns that Stock.Indicators draws${referenceNote}`, () => {
  const rows = readExpected('zigzag-close') as unknown as { zigZag: number | null; pointType: string | null }[]
  const drawn = rows.flatMap(({ zigZag, pointType }, bar) =>
    pointType === null ? [] : [{ bar, price: zigZag, side: pointType }],
  )
  const values = valuesOf(zigzag, { pct: 5 }, readQuotes())
  expect(drawn.length).toBe(10)
  expect(turnsOf(values).slice(1)).toEqual(drawn)
  const late = values.direction.flatMap((side, i) => (i > 0 && side !== values.direction[i - 1] ? [values.age[i]] : []))
  expect(Math.min(...(late as number[]))).toBeGreaterThan(0)
})

test('between two turns no price is beyond either, and they lie far enough apart', () => {
  const bars = randomBars({ count: 3000, seed: 13 })
  const turns = turnsOf(valuesOf(zigzag, { pct: 3 }, bars))
  expect(turns.length).toBeGreaterThan(20)
  for (const [k, { bar, price, side }] of turns.slice(1).entries()) {
    const before = turns[k] as Turn
    const leg = bars.close.subarray(before.bar, bar + 1)
    expect(before.side).not.toBe(side)
    expect([Math.min(...leg), Math.max(...leg)]).toEqual([Math.min(price, before.price), Math.max(price, before.price)])
    expect(Math.abs(price - before.price)).toBeGreaterThanOrEqual(0.03 * before.price)
  }
})

test('a market that stands still has no turn', () => {
  expect(valuesOf(zigzag, {}, flatBars(3))).toEqual({ zigzag: [100, 100, 100], direction: [0, 0, 0], age: [0, 1, 2] })
})
