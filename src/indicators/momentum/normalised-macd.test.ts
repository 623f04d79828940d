import { expect, test } from 'vitest'
import { barsOf, expectClose, testAgainstTulip, valuesOf } from '../testing/expect-values.ts'
import { flatBars } from '../testing/random-bars.ts'
import { hasReference, readExpected, readQuotes, referenceNote } from '../testing/reference.ts'
import { normalisedMacd } from './normalised-macd.ts'

testAgainstTulip(
  normalisedMacd,
  { fast: 2, slow: 5, seed: 'first' },
  { heading: 'ppo 2 5', inputs: ['close'], lines: ['normalisedMacd'] },
)

test.skipIf(!hasReference)(`is the MACD of Stock.Indicators over its slow average${referenceNote}`, () => {
  const values = valuesOf(normalisedMacd, { fast: 12, slow: 26 }, readQuotes()).normalisedMacd
  const expected = readExpected('macd').map(({ macd, slowEma }) =>
    typeof macd === 'number' && typeof slowEma === 'number' ? (100 * macd) / slowEma : null,
  )
  expect(expected.filter((value) => value !== null).length).toBe(477)
  expectClose(values, expected, 1e-6)
})

test('is the distance of the averages in percent of the slow one', () => {
  const params = { fast: 1, slow: 3, signal: 3, seed: 'first' } as const
  // EMA(1) = 8 16 16, EMA(3) = 8 12 14, signal = EMA(3) of 0 33.3 14.3
  const { normalisedMacd: values, signal, histogram } = valuesOf(normalisedMacd, params, barsOf({ close: [8, 16, 16] }))
  expectClose(values, [0, 100 / 3, 100 / 7], 1e-12)
  expectClose(signal, [0, 50 / 3, 325 / 21], 1e-12)
  expectClose(histogram, [0, 50 / 3, -25 / 21], 1e-12)
})

test('is the same at any price level', () => {
  const close = [8, 16, 15, 12]
  const params = { fast: 1, slow: 2, signal: 2 }
  const { histogram } = valuesOf(normalisedMacd, params, barsOf({ close }))
  const small = valuesOf(normalisedMacd, params, barsOf({ close: close.map((price) => price / 1024) }))
  expect(small.histogram).toEqual(histogram)
})

test('is 0 when the price never moves, also at a price of 0', () => {
  for (const price of [100, 0]) {
    const { normalisedMacd: values, signal, histogram } = valuesOf(normalisedMacd, {}, flatBars(40, price))
    expect([values[39], signal[39], histogram[39]]).toEqual([0, 0, 0])
  }
})
