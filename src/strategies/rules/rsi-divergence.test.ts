import { expect, test } from 'vitest'
import { Bars } from '../../market/bars.ts'
import { ramp, signalsOf } from '../testing/signals-of.ts'
import { rsiDivergence } from './rsi-divergence.ts'

/**
 * A steep fall to 80, a bounce, and a slow drift to a lower low of 79: less force, so RSI is higher there. `turn` are the closes after
 * the low, of which three make it a swing.
 */
const lows = (turn: readonly number[]) => [
  ...ramp(100, 0.05, 20),
  ...ramp(99, -2, 10),
  80,
  ...ramp(82, 1, 9),
  ...ramp(89.5, -0.75, 14),
  79,
  ...turn,
]
/** Bars that open where they close, half a point up and down: no two neighbours have the same low. */
function barsOf(closes: readonly number[]): Bars {
  const bars = new Bars('1h')
  for (const [i, close] of closes.entries())
    bars.append(i * bars.timeframeMs, close, close + 0.5, close - 0.5, close, 1)
  return bars
}

const mirrored = (closes: readonly number[]) => closes.map((close) => 200 - close)

test('a lower low with more momentum enters when it is known as a swing, not before', () => {
  const [long] = signalsOf(rsiDivergence, barsOf(lows([80, 81, 82])))
  expect(long).toMatchObject({ bar: 57, side: 'long', reason: 'a lower low that rsi does not confirm' })
  if (long?.side !== 'long') throw new Error('it enters')
  // The low of the swing is 78.5, half below its close.
  expect(long.stopLoss).toBeLessThan(78.5)
  expect(long.targets).toHaveLength(3)
  expect(signalsOf(rsiDivergence, barsOf(lows([80, 81])))).toEqual([])
})

test('a higher high with less momentum is the mirror of it', () => {
  const [short] = signalsOf(rsiDivergence, barsOf(mirrored(lows([80, 81, 82]))))
  expect(short).toMatchObject({ bar: 57, side: 'short', reason: 'a higher high that rsi does not confirm' })
})

test('a close beyond the swing makes it void, once', () => {
  const said = signalsOf(rsiDivergence, barsOf(lows([80, 81, 82, 79, 78.6, 78.4, 78])))
  expect(said.map(({ bar, side }) => `${bar} ${side}`)).toEqual(['57 long', '60 flat'])
  expect(said[1]).toMatchObject({ from: 'long', invalidates: true })
})

test('a swing that is too far away is no entry', () => {
  expect(signalsOf(rsiDivergence, barsOf(lows([80, 81, 82])), { mostAtr: 1 })).toEqual([])
})
