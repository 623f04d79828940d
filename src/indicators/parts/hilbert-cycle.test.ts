import { expect, test } from 'vitest'
import { barsOf, valuesOf } from '../testing/expect-values.ts'
import { flatBars, randomBars } from '../testing/random-bars.ts'
import { hilbertCycle } from './hilbert-cycle.ts'

/** A full turn of the phase, which is known up to half a turn only, takes `period` bars. */
test.each([10, 16, 25, 40])('finds a wave of %i bars and its phase', (period) => {
  const wave = Array.from({ length: 600 }, (_, i) => 100 + 5 * Math.sin((2 * Math.PI * i) / period))
  const { period: periods, phase } = valuesOf(hilbertCycle, {}, barsOf({ close: wave }))
  for (let i = 400; i < 600; i++) {
    expect(Math.abs((periods[i] as number) / period - 1)).toBeLessThan(0.05)
    const fall = ((phase[i - 1] as number) - (phase[i] as number) + 360) % 180
    expect(Math.abs(fall - 360 / period)).toBeLessThan(0.2 * (360 / period))
  }
})

test('the period stays from 6 to 50 once it has grown', () => {
  const { period } = valuesOf(hilbertCycle, {}, randomBars({ count: 2000, seed: 6, stormFrom: 1000 }))
  for (const bars of period.slice(60)) {
    expect(bars).toBeGreaterThan(5.99)
    expect(bars).toBeLessThanOrEqual(50)
  }
})

test('has no phase once prices have stood still for as long as the filters reach back', () => {
  const { phase } = valuesOf(hilbertCycle, {}, flatBars(100))
  expect(phase.slice(30).filter((angle) => angle !== 0)).toEqual([])
})
