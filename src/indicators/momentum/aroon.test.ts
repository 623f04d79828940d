import { expect, test } from 'vitest'
import { barsOf, expectClose, testAgainstTulip, valuesOf } from '../testing/expect-values.ts'
import { randomBars } from '../testing/random-bars.ts'
import { aroon } from './aroon.ts'

testAgainstTulip(aroon, { period: 5 }, { heading: 'aroon 5', inputs: ['high', 'low'], lines: ['down', 'up'] })
testAgainstTulip(aroon, { period: 5 }, { heading: 'aroonosc 5', inputs: ['high', 'low'], lines: ['oscillator'] })

test('counts the bars since the extremes of period + 1 bars', () => {
  const bars = barsOf({ high: [5, 9, 7, 6, 8], low: [4, 6, 3, 2, 5] })
  const { up, down, oscillator } = valuesOf(aroon, { period: 4 }, bars)
  expect([up[4], down[4], oscillator[4]]).toEqual([25, 75, -50])
  expect(up.slice(0, 4)).toEqual(new Array(4).fill(Number.NaN))
})

test('takes the newest of equal extremes', () => {
  const { up, down } = valuesOf(aroon, { period: 2 }, barsOf({ close: [3, 3, 3, 3] }))
  expect(up.slice(2)).toEqual([100, 100])
  expect(down.slice(2)).toEqual([100, 100])
})

test.each([1, 2, 7, 60])('equals a search of every window, %i bars', (period) => {
  const bars = randomBars({ count: 1500, seed: 12 })
  const { up, down } = valuesOf(aroon, { period }, bars)
  const since = (prices: Float64Array, sign: number) =>
    up.map((_, i) => {
      if (i < period) return null
      const window = [...prices.subarray(i - period, i + 1)].map((price) => price * sign)
      return (100 * window.lastIndexOf(Math.max(...window))) / period
    })
  expectClose(up, since(bars.high, 1), 1e-9)
  expectClose(down, since(bars.low, -1), 1e-9)
})
