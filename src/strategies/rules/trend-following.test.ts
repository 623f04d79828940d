import { expect, test } from 'vitest'
import { barsAt, entriesOf, ramp, signalsOf } from '../testing/signals-of.ts'
import { trendFollowing } from './trend-following.ts'

/** Ten days of 15-minute bars that rise, with a dip at bar 900. */
const rise = [...ramp(100, 0.1, 900), ...ramp(189, -1, 10), ...ramp(181, 1, 50)]

test('enters with the larger trend after a pullback, never against it', () => {
  const signals = signalsOf(trendFollowing, barsAt(rise, '15m'))
  const entries = signals.filter(({ bar, side }) => bar >= 900 && side !== 'flat')
  expect(entriesOf(entries)).toHaveLength(1)
  expect(entries[0]).toMatchObject({ side: 'long', reason: 'the 4h trend, after a pullback' })
  expect(entriesOf(signals).filter((entry) => entry.endsWith('short'))).toEqual([])
})

test('the stop is three and the target six ATR away', () => {
  const signal = signalsOf(trendFollowing, barsAt(rise, '15m')).findLast(({ side }) => side === 'long')
  const { stopLoss, takeProfit, bar } = signal as { stopLoss: number; takeProfit: number; bar: number }
  const close = rise[bar] as number
  expect(takeProfit - close).toBeCloseTo(2 * (close - stopLoss), 8)
})

test('before thirty larger bars have closed nothing is known and nothing is done', () => {
  expect(signalsOf(trendFollowing, barsAt(rise.slice(0, 30 * 16 - 1), '15m'))).toEqual([])
})
