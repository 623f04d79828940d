import { expect, test } from 'vitest'
import { barsOf, valuesOf } from '../testing/expect-values.ts'
import { randomBars } from '../testing/random-bars.ts'
import { squeeze } from './squeeze.ts'

test('follows the definition over two bars', () => {
  const bars = barsOf({ high: [12, 14, 16, 16], low: [8, 10, 12, 12], close: [10, 12, 14, 14] })
  const { momentum, on } = valuesOf(squeeze, { period: 2, deviations: 2, multiple: 1.5 }, bars)
  // Distances from bar 1: 12 - (11 + 11) / 2 = 1, 14 - (13 + 13) / 2 = 1, 14 - (14 + 14) / 2 = 0. Through two points the line ends at the second.
  expect(momentum.slice(0, 2)).toEqual([Number.NaN, Number.NaN])
  expect(momentum[2]).toBeCloseTo(1, 12)
  expect(momentum[3]).toBeCloseTo(0, 12)
  // Every range is 4, so the channel is EMA ± 6, around 13 and 13.67; the bands are 13 ± 2 and 14 ± 0.
  expect(on).toEqual([Number.NaN, Number.NaN, 1, 1])
})

test('momentum is the end of the least-squares line', () => {
  const period = 7
  const bars = randomBars({ count: 60, seed: 2 })
  const { momentum } = valuesOf(squeeze, { period }, bars)
  const window = (prices: Float64Array, i: number) => [...prices.subarray(i - period + 1, i + 1)]
  const distance = (i: number) => {
    const middle = (Math.max(...window(bars.high, i)) + Math.min(...window(bars.low, i))) / 2
    return (bars.close[i] as number) - (middle + mean(window(bars.close, i))) / 2
  }
  for (let i = 2 * period - 2; i < 60; i++) {
    const y = Array.from({ length: period }, (_, x) => distance(i - period + 1 + x))
    const centre = (period - 1) / 2
    const slope = sum(y.map((value, x) => (x - centre) * value)) / sum(y.map((_, x) => (x - centre) ** 2))
    expect(momentum[i]).toBeCloseTo(mean(y) + slope * centre, 10)
  }
})

test('is off when bands leave the channel, and when the price never moved', () => {
  const jump = barsOf({ close: [10, 10, 10, 10, 30] })
  expect(valuesOf(squeeze, { period: 4, deviations: 3 }, jump).on[4]).toBe(0)
  const flat = valuesOf(squeeze, { period: 2 }, barsOf({ close: [5, 5, 5, 5] }))
  expect([flat.on.slice(2), flat.momentum.slice(2)]).toEqual([
    [0, 0],
    [0, 0],
  ])
})

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length
}
