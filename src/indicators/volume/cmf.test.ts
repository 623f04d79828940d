import { expect, test } from 'vitest'
import { barsOf, valuesOf } from '../testing/expect-values.ts'
import { maxRelativeError } from '../testing/naive-window.ts'
import { randomBars } from '../testing/random-bars.ts'
import { cmf } from './cmf.ts'

test('is the share of the volume that pushed up less that which pushed down', () => {
  const bars = barsOf({ high: [4, 4, 4], low: [0, 0, 0], close: [4, 1, 3], volume: [10, 30, 10] })
  // Money flow volumes: 10, -15, 5
  expect(valuesOf(cmf, { period: 2 }, bars).cmf).toEqual([Number.NaN, -5 / 40, -10 / 40])
})

test('is exactly 0 without volume or range, also after bars that had both', () => {
  const bars = barsOf({ high: [4, 5, 4, 4], low: [1, 5, 1, 1], close: [4, 5, 2, 2], volume: [0.1, 0.3, 0, 0] })
  expect(valuesOf(cmf, { period: 2 }, bars).cmf).toEqual([Number.NaN, 0.1 / 0.4, 0, 0])
})

test('keeps its digits over many bars', () => {
  const bars = randomBars({ count: 20_000, seed: 5 })
  const { high, low, close, volume, length } = bars
  const flows = Array.from({ length }, (_, i) => {
    const [top, bottom, last] = [high[i] as number, low[i] as number, close[i] as number]
    return top === bottom ? 0 : ((2 * last - top - bottom) / (top - bottom)) * (volume[i] as number)
  })
  const sum = (values: Iterable<number>) => [...values].reduce((a, b) => a + b, 0)
  const ends = flows.map((_, i) => i)
  const error = maxRelativeError(valuesOf(cmf, {}, bars).cmf, ends, { period: 20, every: 7 }, (window) => {
    const [first = 0] = window
    return sum(flows.slice(first, first + 20)) / sum(volume.subarray(first, first + 20))
  })
  expect(error).toBeLessThan(1e-8)
})
