import { expect, test } from 'vitest'
import { barsAt, entriesOf, ramp, signalsOf } from '../testing/signals-of.ts'
import { keltnerBreakout } from './keltner.ts'

const flat = new Array<number>(40).fill(100)

test('enters outside the channel on the side of its slope', () => {
  const up = signalsOf(keltnerBreakout, barsAt([...flat, ...ramp(102, 2, 10)]))
  expect(entriesOf(up)[0]).toBe('41 long')
  const down = signalsOf(keltnerBreakout, barsAt([...flat, ...ramp(98, -2, 10)]))
  expect(entriesOf(down)[0]).toBe('41 short')
})

test('a close outside against the slope is no entry', () => {
  const closes = [...ramp(140, -1, 60), 90]
  expect(entriesOf(signalsOf(keltnerBreakout, barsAt(closes)).filter(({ bar }) => bar === 60))).toEqual([])
})

test('leaves at the middle line', () => {
  const signals = signalsOf(keltnerBreakout, barsAt([...flat, ...ramp(102, 2, 10), ...ramp(118, -3, 6)]))
  const left = signals.find((signal) => signal.bar > 49 && signal.side === 'flat' && signal.from === 'long')
  // The close falls by 3 from 120 on; at bar 53 it is 109 and the middle line 109.7.
  expect(left?.bar).toBe(53)
})
