import { expect, test } from 'vitest'
import { barsOf, valuesOf } from '../testing/expect-values.ts'
import { meanOf } from '../testing/naive-window.ts'
import { flatBars, randomBars } from '../testing/random-bars.ts'
import { atr } from '../volatility/atr.ts'
import { supportResistance } from './support-resistance.ts'
import { naiveSwings } from './testing/naive-swings.ts'

// Lows 10, 10.5 and 12, highs 20, 20.4 and 18. The moves of bars 1 to 14 add up to 51.8: the range at bar 14 is 3.7.
const path = [15, 10, 15, 20, 15, 10.5, 15, 20.4, 15, 12, 15, 18, 16, 15.5, 15, 11, 9, 9.5]
const over = (params: object) => valuesOf(supportResistance, { left: 1, right: 1, ...params }, barsOf({ close: path }))

test('the nearest clusters below and above the close, with the number of their swings', () => {
  // A tolerance of 0.2 x 3.7 = 0.74 joins 10 with 10.5 and 20 with 20.4. Nothing is below the close of bar 16 but its own low,
  // which is a swing of its own one bar later.
  const { support, resistance, supportStrength, resistanceStrength } = over({ multiple: 0.2 })
  expect(support.slice(13)).toEqual([Number.NaN, 12, 10.25, 9, 9])
  expect(supportStrength.slice(14)).toEqual([1, 2, 0, 1])
  expect(resistance.slice(14)).toEqual([18, 12, 10.25, 10.25])
  expect(resistanceStrength.slice(14)).toEqual([1, 1, 2, 2])
})

test('prices just too far apart are levels of their own', () => {
  // 0.5 is 0.1352 of 3.7 and is not joined by 0.135.
  expect(over({ multiple: 0.1352 }).support[15]).toBe(10.25)
  expect(over({ multiple: 0.135 }).support[15]).toBe(10.5)
})

test('only the last swings count', () => {
  const { support, resistance, resistanceStrength } = over({ memory: 2, multiple: 0 })
  // The low 12 and the high 18; below them the lowest low so far.
  expect([support[14], resistance[14], support[15], resistance[15]]).toEqual([12, 18, 10, 12])
  expect(resistanceStrength[15]).toBe(1)
})

test('equal clusters made anew from a search of every window', () => {
  const count = 500
  const [left, right, memory, multiple] = [2, 3, 7, 0.8]
  const bars = randomBars({ count, seed: 14 })
  const values = valuesOf(supportResistance, { left, right, memory, multiple }, bars)
  const range = valuesOf(atr, { period: 14 }, bars).atr
  const [high, low] = [bars.high, bars.low].map((prices) => [...prices.subarray(0, count)]) as [number[], number[]]
  let clusters: number[][] = []
  for (let i = 14; i < count; i++) {
    const known = [
      ...naiveSwings(high, i, { left, right, side: 1 }).map((bar) => ({ bar, price: high[bar] as number })),
      ...naiveSwings(low, i, { left, right, side: -1 }).map((bar) => ({ bar, price: low[bar] as number })),
    ].sort((a, b) => a.bar - b.bar)
    if (i === 14 || known.at(-1)?.bar === i - right) {
      const prices = known.slice(-memory).map(({ price }) => price)
      clusters = clustersOf(prices, multiple * (range[i] as number))
    }
    const close = bars.close[i] as number
    const below = clusters.filter((cluster) => meanOf(cluster) <= close).at(-1)
    const above = clusters.find((cluster) => meanOf(cluster) > close)
    const lowest = Math.min(...low.slice(0, i + 1))
    const highest = Math.max(...high.slice(0, i + 1))
    expect(values.support[i]).toBe(below === undefined ? lowest : meanOf(below))
    expect(values.resistance[i]).toBe(above === undefined ? highest : meanOf(above))
    expect(values.supportStrength[i]).toBe(below?.length ?? 0)
    expect(values.resistanceStrength[i]).toBe(above?.length ?? 0)
  }
})

function clustersOf(prices: readonly number[], tolerance: number): number[][] {
  const clusters: number[][] = []
  for (const price of [...prices].sort((a, b) => a - b)) {
    const last = clusters.at(-1)
    if (last !== undefined && price - (last[0] as number) <= tolerance) last.push(price)
    else clusters.push([price])
  }
  return clusters
}

test('a market that stands still has its price, untouched', () => {
  const { support, resistance, supportStrength } = valuesOf(supportResistance, {}, flatBars(16))
  expect([support[15], resistance[15], supportStrength[15]]).toEqual([100, 100, 0])
})
