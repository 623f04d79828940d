import { expect, test } from 'vitest'
import { macd } from '../momentum/macd.ts'
import { rsi } from '../momentum/rsi.ts'
import { barsOf, valuesOf } from '../testing/expect-values.ts'
import { flatBars, randomBars } from '../testing/random-bars.ts'
import { divergence } from './divergence.ts'
import { naiveSwings } from './testing/naive-swings.ts'

const over = (prices: readonly number[]) => valuesOf(divergence, { left: 1, right: 1 }, barsOf({ close: prices }))
const quiet = Array.from({ length: 16 }, (_, i) => 50 + (i % 2))
const tail = (values: readonly number[]) => values.slice(19)

// A quick rise to 80 at bar 18, a fall to 70 at bar 20, and a slow rise to the second high at bar 24, known at bar 25.
const path = [...quiet, 60, 70, 80, 75, 70, 73, 76, 79, 81, 79]

test('a higher high with less momentum is told one bar after it', () => {
  const strength = valuesOf(rsi, { period: 14 }, barsOf({ close: path })).rsi
  expect(strength[24]).toBeLessThan(strength[18] as number)
  const { regular, hidden } = over(path)
  expect(tail(regular)).toEqual([0, 0, 0, 0, 0, 0, -100])
  expect(new Set(tail(hidden).slice(3))).toEqual(new Set([0]))
})

test('a high that is not higher is none', () => {
  expect(tail(over(path.with(24, 80)).regular)).toEqual([0, 0, 0, 0, 0, 0, 0])
  expect(tail(over(path.with(24, 80.1)).regular)).toEqual([0, 0, 0, 0, 0, 0, -100])
})

test('upside down it is a lower low with more momentum', () => {
  expect(tail(over(path.map((price) => 130 - price)).regular)).toEqual([0, 0, 0, 0, 0, 0, 100])
})

test.each(['rsi', 'macd'] as const)('equals a comparison of all swings with %s at their bars', (against) => {
  const count = 1500
  const [left, right] = [3, 2]
  const bars = randomBars({ count, seed: 15 })
  const found = valuesOf(divergence, { against, left, right }, bars)
  const momentum = against === 'rsi' ? valuesOf(rsi, { period: 14 }, bars).rsi : valuesOf(macd, {}, bars).histogram
  const expected = { regular: Array<number>(count).fill(0), hidden: Array<number>(count).fill(0) }
  for (const side of [1, -1] as const) {
    const prices = [...(side > 0 ? bars.high : bars.low).subarray(0, count)]
    const all = naiveSwings(prices, count - 1, { left, right, side })
    for (const [k, newer] of all.entries()) {
      const older = k > 0 ? (all[k - 1] as number) : 0
      const isFurther = side * (prices[newer] as number) > side * (prices[older] as number)
      const isNearer = side * (prices[newer] as number) < side * (prices[older] as number)
      const force = side * ((momentum[newer] as number) - (momentum[older] as number))
      const at = newer + right
      if (isFurther && force < 0) expected.regular[at] = (expected.regular[at] as number) - 100 * side
      if (isNearer && force > 0) expected.hidden[at] = (expected.hidden[at] as number) - 100 * side
    }
  }
  const start = (against === 'rsi' ? 14 : 33) + right
  expect(found.regular.slice(start)).toEqual(expected.regular.slice(start))
  expect(found.hidden.slice(start)).toEqual(expected.hidden.slice(start))
  for (const values of [found.regular, found.hidden])
    expect(new Set(values.slice(start))).toEqual(new Set([-100, 0, 100]))
})

test('a market that stands still has none', () => {
  const { regular, hidden } = valuesOf(divergence, {}, flatBars(40))
  expect(new Set([...regular.slice(19), ...hidden.slice(19)])).toEqual(new Set([0]))
})
