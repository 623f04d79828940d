import { expect, test } from 'vitest'
import { Bars } from '../../market/bars.ts'
import { entriesOf, signalsOf } from '../testing/signals-of.ts'
import { patternVotes } from './pattern.ts'

type Candle = readonly [open: number, high: number, low: number, close: number]

/** A range that the pullback reaches the end of, and a trend that it does not turn. */
const PARAMS = { rangePeriod: 4, trendPeriod: 20 }

/** Forty bars that rise by one each, three that fall, then `after`. */
function risen(...after: Candle[]): Candle[] {
  const up = Array.from({ length: 40 }, (_, k): Candle => [99 + k, 100.5 + k, 98.5 + k, 100 + k])
  const down = [0, 1, 2].map((k): Candle => [139 - k, 139.5 - k, 137.5 - k, 138 - k])
  return [...up, ...down, ...after]
}

/** The same seen in a mirror: what rose falls. */
const mirrored = (candles: readonly Candle[]): Candle[] =>
  candles.map(([o, h, l, c]) => [280 - o, 280 - l, 280 - h, 280 - c])

function barsOf(candles: readonly Candle[]): Bars {
  const bars = new Bars('1h')
  for (const [i, [open, high, low, close]] of candles.entries())
    bars.append(i * bars.timeframeMs, open, high, low, close, 1)
  return bars
}

/** Covers the body of the bar before, 137 to 136, and opens at its low: two votes of 1 and 0.5. */
const engulfing: Candle = [136, 138.4, 135.9, 138.2]
const reason = 'engulfing, belt hold at the edge of the range, with the trend'

test('enters with the trend when enough patterns vote at the edge of the range', () => {
  // The lowest low of both bars is 135.5, the ATR 14 at the last one 2 + (2.5 - 2) / 14.
  const half = (2 + 0.5 / 14) / 2
  const [long, ...more] = signalsOf(patternVotes, barsOf(risen(engulfing)), PARAMS)
  expect(long).toMatchObject({ bar: 43, side: 'long', reason })
  expect(long).toHaveProperty('stopLoss', expect.closeTo(135.5 - half, 10))
  // 1.5 votes.
  expect(long).toHaveProperty('confidence', expect.closeTo(0.3 + 0.15 * 1.5, 10))
  expect(more).toEqual([])
  const [short] = signalsOf(patternVotes, barsOf(mirrored(risen(engulfing))), PARAMS)
  expect(short).toMatchObject({ bar: 43, side: 'short', reason })
  expect(short).toHaveProperty('stopLoss', expect.closeTo(144.5 + half, 10))
})

test('fewer votes than wanted are no entry', () => {
  // The shadow below the open takes the belt hold away.
  expect(signalsOf(patternVotes, barsOf(risen([136, 138.4, 135.7, 138.2])), PARAMS)).toEqual([])
  const one = signalsOf(patternVotes, barsOf(risen([136, 138.4, 135.7, 138.2])), { ...PARAMS, leastVotes: 1 })
  expect(one[0]).toMatchObject({ reason: 'engulfing at the edge of the range, with the trend' })
})

test('against the trend, or away from the edge, votes are no entry', () => {
  const fast = { ...PARAMS, trendPeriod: 2, slopeBars: 3 }
  expect(entriesOf(signalsOf(patternVotes, barsOf(risen(engulfing)), fast))).toEqual([])
  // The low of 14 bars is 128.5, further below than half an ATR.
  expect(entriesOf(signalsOf(patternVotes, barsOf(risen(engulfing)), { ...PARAMS, rangePeriod: 14 }))).toEqual([])
})

test('a close beyond the far end of the pattern makes the entry void, once', () => {
  // The pattern's low is 135.5: a close there is not beyond it.
  const rest: Candle[] = [
    [138.2, 138.9, 137.9, 138.6],
    [138.6, 139.1, 135.2, 135.5],
    [135.5, 135.7, 135, 135.4],
    [135.4, 135.6, 134.6, 134.8],
  ]
  const candles = risen(engulfing, ...rest)
  const long = signalsOf(patternVotes, barsOf(candles), PARAMS).slice(1)
  expect(long).toHaveLength(1)
  expect(long[0]).toMatchObject({ bar: 46, from: 'long', invalidates: true })
  const short = signalsOf(patternVotes, barsOf(mirrored(candles)), PARAMS).slice(1)
  expect(short[0]).toMatchObject({ bar: 46, from: 'short', invalidates: true })
})

test('leaves when patterns vote against the position', () => {
  const candles = risen(engulfing, [138.2, 138.3, 135.6, 135.8])
  const long = signalsOf(patternVotes, barsOf(candles), PARAMS)[1]
  expect(long).toEqual({ bar: 44, side: 'flat', from: 'long', reason: 'patterns vote against it' })
  const short = signalsOf(patternVotes, barsOf(mirrored(candles)), PARAMS)[1]
  expect(short).toEqual({ bar: 44, side: 'flat', from: 'short', reason: 'patterns vote against it' })
})
