import { expect, test } from 'vitest'
import { barsAt, entriesOf, ramp, signalsOf } from '../testing/signals-of.ts'
import { multiSupertrend } from './multi-supertrend.ts'

const valley = [...ramp(200, -1, 60), ...ramp(142, 1, 60), ...ramp(200, -1, 60)]

test('enters when the widest of the three has turned too, with it as the stop', () => {
  const signals = signalsOf(multiSupertrend, barsAt(valley))
  const entries = signals.filter(({ side }) => side !== 'flat')
  expect(entries.map(({ side }) => side)).toEqual(['long', 'short'])
  const [long, short] = entries
  expect(long?.bar).toBeGreaterThan(60)
  expect(long).toHaveProperty('stopLoss', expect.any(Number))
  expect((long as { stopLoss: number }).stopLoss).toBeLessThan(valley[long?.bar ?? 0] ?? 0)
  expect((short as { stopLoss: number }).stopLoss).toBeGreaterThan(valley[short?.bar ?? 0] ?? 0)
})

test('the narrowest leaves first: it turns before the entry the other way', () => {
  const signals = signalsOf(multiSupertrend, barsAt(valley))
  const short = signals.find(({ bar, side }) => bar > 120 && side === 'short')
  const leave = signals.find((signal) => signal.bar > 120 && signal.side === 'flat' && signal.from === 'long')
  expect(leave?.bar).toBeLessThan(short?.bar ?? 0)
  expect(entriesOf(signals)).toHaveLength(2)
})
