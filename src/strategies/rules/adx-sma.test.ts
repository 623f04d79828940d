import { expect, test } from 'vitest'
import { barsAt, entriesOf, ramp, signalsOf } from '../testing/signals-of.ts'
import { adxSma } from './adx-sma.ts'

const hill = [...ramp(100, 1, 60), ...ramp(158, -1, 60)]

test('enters when the averages cross while ADX is high', () => {
  const signals = signalsOf(adxSma, barsAt(hill), { fast: 3, slow: 5 })
  // The peak of 159 is at bar 59. At bar 61 SMA 3 is 158 and SMA 5 157.8, at bar 62 they are 157 and 157.6.
  expect(entriesOf(signals)).toEqual(['62 short'])
})

test('leaves when ADX has faded', () => {
  const wave = Array.from({ length: 120 }, (_, i) => 100 + Math.abs((i % 8) - 4))
  const signals = signalsOf(adxSma, barsAt([...ramp(60, 1, 40), ...wave]))
  expect(signals.at(-1)).toEqual({
    bar: 159,
    side: 'flat',
    invalidates: true,
    reason: 'the trend is over: ADX below 14',
  })
})
