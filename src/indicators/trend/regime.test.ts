import { expect, test } from 'vitest'
import { barsOf, valuesOf } from '../testing/expect-values.ts'
import { randomBars } from '../testing/random-bars.ts'
import { HIGH_VOLATILITY, RANGING, regime, TRENDING } from './regime.ts'

const short = { adxPeriod: 5, volatilityPeriod: 5, baselinePeriod: 20 }

/** Each piece with the regime that its last bar must be in. */
const calm = Array.from({ length: 80 }, (_, i) => 100 + Math.sin(i * 1.7))
const trend = Array.from({ length: 30 }, (_, i) => 100 + i * 1.0)
const storm = Array.from({ length: 8 }, (_, i) => 130 * (i % 2 === 0 ? 1.15 : 0.87))

test('a calm wave ranges, a climb trends, and a storm outranks both', () => {
  const { regime: values } = valuesOf(regime, short, barsOf({ close: [...calm, ...trend, ...storm] }))
  expect(values[79]).toBe(RANGING)
  expect(values[109]).toBe(TRENDING)
  expect(values[117]).toBe(HIGH_VOLATILITY)
})

/** Number of bars at which the regime differs from the bar before. */
function changes(params: Readonly<Record<string, number>>): number {
  const { regime: values } = valuesOf(regime, params, randomBars({ count: 5000, seed: 3 }))
  return values.filter((value, i) => i > 0 && value !== values[i - 1] && !Number.isNaN(values[i - 1])).length
}

test('two thresholds apart change less often than one', () => {
  const apart = changes({ ...short, enterTrend: 30, leaveTrend: 20, enterHigh: 1.6, leaveHigh: 1.2 })
  const together = changes({ ...short, enterTrend: 25, leaveTrend: 25, enterHigh: 1.4, leaveHigh: 1.4 })
  expect(apart).toBeGreaterThan(0)
  expect(apart).toBeLessThan(together * 0.8)
})

test('once in, the lower threshold keeps it', () => {
  const bars = randomBars({ count: 5000, seed: 4 })
  const wide = valuesOf(regime, { ...short, enterTrend: 30, leaveTrend: 10 }, bars).regime
  const narrow = valuesOf(regime, { ...short, enterTrend: 30, leaveTrend: 30 }, bars).regime
  for (const [i, value] of narrow.entries()) if (value === TRENDING) expect(wide[i]).toBe(TRENDING)
})
