import { expect, test } from 'vitest'
import { barsAt, entriesOf, ramp, signalsOf } from '../testing/signals-of.ts'
import { momentum } from './momentum.ts'

/** Up for 60 bars, then down for 60. */
const hill = [...ramp(100, 1, 60), ...ramp(158, -1, 60)]

test('enters once when the averages cross in a trend', () => {
  const signals = signalsOf(momentum, barsAt(hill))
  expect(signals).toHaveLength(1)
  expect(signals[0]).toMatchObject({ side: 'short', stopLossPct: 2, takeProfitPct: 4 })
  // Ten bars down bring EMA 12 below EMA 26, not before.
  expect(signals[0]?.bar).toBeGreaterThan(65)
  expect(signals[0]?.bar).toBeLessThan(80)
})

test('does nothing when ADX shows no trend', () => {
  expect(signalsOf(momentum, barsAt(hill), { strength: 100 })).toEqual([])
  const wave = Array.from({ length: 200 }, (_, i) => 100 + Math.sin(i / 2))
  expect(entriesOf(signalsOf(momentum, barsAt(wave, '5m', 3)))).toEqual([])
})
