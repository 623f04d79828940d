import { expect, test } from 'vitest'
import { barsOf, expectClose, valuesOf } from '../testing/expect-values.ts'
import { flatBars, randomBars } from '../testing/random-bars.ts'
import { hasReference, readTulip, referenceNote } from '../testing/reference.ts'
import { stochRsi } from './stoch-rsi.ts'

test.skipIf(!hasReference)(`equals Tulip Indicators, which goes from 0 to 1: stochrsi 5${referenceNote}`, () => {
  const { inputs, outputs } = readTulip('stochrsi 5', 1)
  const params = { period: 5, rsiPeriod: 5, smooth: 1, signal: 1 }
  const { k } = valuesOf(stochRsi, params, barsOf({ close: inputs[0] ?? [] }))
  expectClose(k, [...new Array<null>(9).fill(null), ...(outputs[0] ?? []).map((value) => 100 * value)], 0.0501)
})

test('is the place of the RSI in its range, and its means', () => {
  // RSI(1) = _ 100 0 0 100, its place in 2 bars = _ _ 0 0 100
  const params = { period: 2, rsiPeriod: 1, smooth: 2, signal: 2 }
  const { k, d } = valuesOf(stochRsi, params, barsOf({ close: [4, 5, 4, 3, 4, 5] }))
  expectClose(k, [null, null, null, 0, 50, 50], 1e-12)
  expectClose(d, [null, null, null, null, 25, 50], 1e-12)
})

test('is 0 when the price never moves, and when it has come to rest', () => {
  expect(valuesOf(stochRsi, {}, flatBars(60)).d[59]).toBe(0)
  const bars = randomBars({ count: 300, seed: 5 })
  const last = bars.close[299] as number
  for (let i = 0; i < 600; i++)
    bars.append((bars.time[299] as number) + (i + 1) * bars.timeframeMs, last, last, last, last, 0)
  const { k } = valuesOf(stochRsi, { smooth: 1 }, bars)
  // What is left is rounding of the mean
  expectClose(k.slice(320), new Array(580).fill(0), 1e-12)
})
