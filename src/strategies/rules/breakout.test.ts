import { expect, test } from 'vitest'
import { barsAt, entriesOf, ramp, signalsOf } from '../testing/signals-of.ts'
import { breakout } from './breakout.ts'

const flat = new Array<number>(60).fill(100)

test('enters at the first close beyond the channel of the bars before, with a stop of two ATR', () => {
  const [first] = signalsOf(breakout, barsAt([...flat, 101]))
  // Every bar before had a range of 1, this one has 2: Wilder's average of 14 is 15 / 14.
  expect(first).toMatchObject({ bar: 60, side: 'long', reason: 'close above the high of 48 bars' })
  expect(first).toHaveProperty('stopLoss', expect.closeTo(101 - (2 * 15) / 14, 10))
  const [fall] = signalsOf(breakout, barsAt([...flat, 99]))
  expect(fall).toMatchObject({ bar: 60, side: 'short' })
})

test('stays out inside the channel: touching its edge is not leaving it', () => {
  expect(signalsOf(breakout, barsAt([...flat, 100.5, 99.5, 100.5]))).toEqual([])
})

test('leaves a long at a new low of the shorter window', () => {
  const closes = [...flat, ...ramp(101, 1, 40), 115, 114]
  const signals = signalsOf(breakout, barsAt(closes)).filter(({ bar }) => bar >= 100)
  expect(signals[0]).toEqual({ bar: 100, side: 'flat', from: 'long', reason: 'new low of 24 bars' })
  expect(entriesOf(signals)).toEqual([])
})
