import { expect, test } from 'vitest'
import { integer } from '../../core/params.ts'
import type { Bars } from '../../market/bars.ts'
import { defineIndicator, type IndicatorDefinition } from '../indicator.ts'
import { barsOf, valuesOf } from '../testing/expect-values.ts'
import { checkNoLookAhead, type Subject } from '../testing/indicator-contract.ts'
import { flatBars, randomBars } from '../testing/random-bars.ts'
import { hasReference, readExpected, readQuotes, referenceNote } from '../testing/reference.ts'
import { isPeak } from './parts/peaks.ts'
import { swings } from './swings.ts'
import { naiveSwings } from './testing/naive-swings.ts'

const { NaN: none } = Number

test('a swing counts when its right side has closed', () => {
  const bars = barsOf({ high: [3, 5, 9, 6, 4, 7, 8, 5], low: [2, 4, 8, 5, 1, 4, 6, 3] })
  // Highs at bars 2 and 6, known at 3 and 7; the low at bar 4, known at 5; until then the first bar stands for all.
  expect(valuesOf(swings, { left: 2, right: 1 }, bars)).toEqual({
    high: [none, none, none, 9, 9, 9, 9, 8],
    low: [none, none, none, 2, 2, 1, 1, 1],
    highAge: [none, none, none, 1, 2, 3, 4, 1],
    lowAge: [none, none, none, 3, 4, 1, 2, 3],
    previousHigh: [none, none, none, 3, 3, 3, 3, 9],
    previousLow: [none, none, none, 2, 2, 2, 2, 2],
  })
})

test('an equal price on either side undoes a swing', () => {
  const { highAge } = valuesOf(swings, { left: 2, right: 2 }, barsOf({ high: [1, 2, 5, 3, 5, 3, 1, 1] }))
  expect(highAge.slice(4)).toEqual([4, 5, 6, 7])
})

test('a market that stands still has the first bar for a swing', () => {
  const { high, lowAge } = valuesOf(swings, { left: 2, right: 2 }, flatBars(8))
  expect(high.slice(4)).toEqual([100, 100, 100, 100])
  expect(lowAge.slice(4)).toEqual([4, 5, 6, 7])
})

test.each([
  [1, 1],
  [2, 5],
  [7, 3],
])('equals a search of every window with %i bars on the left and %i on the right', (left, right) => {
  const bars = randomBars({ count: 400, seed: 10 + left })
  const values = valuesOf(swings, { left, right }, bars)
  const all = { high: [...bars.high.subarray(0, 400)], low: [...bars.low.subarray(0, 400)] }
  for (let i = left + right; i < 400; i++) {
    const highs = [0, 0, ...naiveSwings(all.high, i, { left, right, side: 1 })].slice(-2)
    const lows = [0, 0, ...naiveSwings(all.low, i, { left, right, side: -1 })].slice(-2)
    const [highBefore, high] = highs as [number, number]
    const [lowBefore, low] = lows as [number, number]
    const found = swings.lines.map((line) => values[line][i])
    const prices = [all.high[high], all.low[low], i - high, i - low, all.high[highBefore], all.low[lowBefore]]
    expect(found).toEqual(prices)
  }
})

// The reference marks a pivot at its own bar; here it is known `right` bars later.
test.skipIf(!hasReference)(`are the points of Stock.Indicators' pivots${referenceNote}`, () => {
  const { high, low, highAge, lowAge } = valuesOf(swings, { left: 2, right: 2 }, readQuotes())
  const rows = readExpected('pivots')
  const newAt = (ages: readonly number[], prices: readonly number[]): [number, number][] =>
    ages.flatMap((age, i): [number, number][] => (age === 2 ? [[i - 2, prices[i] as number]] : []))
  const points = (name: string): [number, number][] =>
    rows.flatMap((row, i): [number, number][] => (typeof row[name] === 'number' ? [[i, row[name]]] : []))
  expect(newAt(highAge, high).length).toBeGreaterThan(50)
  expect(newAt(highAge, high)).toEqual(points('highPoint'))
  expect(newAt(lowAge, low)).toEqual(points('lowPoint'))
})

/** The price of the newest swing high, told `late` bars after it: less than `right` is a cheat. */
function toldAfter(late: number): Subject {
  const definition = defineIndicator({
    name: 'planted',
    title: 'Planted',
    about: 'Tells a swing before its right side has closed.',
    params: { left: integer(5, { min: 1, max: 9 }), right: integer(5, { min: 1, max: 9 }) },
    lines: ['high'],
    takesSource: false,
    warmup: () => ({ high: 0 }),
    create: ({ bars }, { left, right }, { high }) => ({
      extend(from, to) {
        for (let i = from; i < to; i++) {
          const p = i - late
          const isKnown = p >= left && p + right < bars.length && isPeak(bars.high, p, left, right)
          high.values[i] = isKnown ? (bars.high[p] as number) : i === 0 ? 0 : (high.values[i - 1] as number)
        }
      },
    }),
  })
  return { definition: definition as unknown as IndicatorDefinition, params: {} }
}

const cuts = Array.from({ length: 60 }, (_, k) => 100 + k)
const breaches = (subject: Subject, bars: Bars) => cuts.filter((cut) => checkNoLookAhead(subject, bars, cut, cut))

test.each([0, 4])('a detector that tells a swing %i bars after it is caught looking ahead', (late) => {
  const bars = randomBars({ count: 200, seed: 2 })
  expect(breaches(toldAfter(late), bars)).not.toEqual([])
})

test('one that waits for the right side is not, nor is this one', () => {
  const bars = randomBars({ count: 200, seed: 2 })
  expect(breaches(toldAfter(5), bars)).toEqual([])
  expect(breaches({ definition: swings as unknown as IndicatorDefinition, params: {} }, bars)).toEqual([])
})
