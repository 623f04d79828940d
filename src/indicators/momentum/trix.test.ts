import { expect, test } from 'vitest'
import { barsOf, expectClose, valuesOf } from '../testing/expect-values.ts'
import { flatBars } from '../testing/random-bars.ts'
import { hasReference, readTulip, referenceNote } from '../testing/reference.ts'
import { trix } from './trix.ts'

test.skipIf(!hasReference)(
  `equals Tulip Indicators, which divides by the newer average: trix 5${referenceNote}`,
  () => {
    const { inputs, outputs } = readTulip('trix 5', 1)
    const values = valuesOf(trix, { period: 5, seed: 'first' }, barsOf({ close: inputs[0] ?? [] })).trix
    const ofNewer = values.map((percent) => percent / (1 + percent / 100))
    expect(outputs[0]?.length).toBe(2)
    expectClose(ofNewer.slice(-2), outputs[0] ?? [], 0.000501)
  },
)

test('is the change of the third average in percent', () => {
  // Weights of 2/3; by the mean: once _ 5 9 13, twice _ _ 7 11, thrice _ _ _ 9
  const bars = barsOf({ close: [4, 6, 11, 15, 15, 15] })
  // once _ 5 9 13 43/3 133/9, twice _ _ 7 11 119/9 385/27, thrice _ _ _ 9 319/27 1089/81
  const { trix: values, signal } = valuesOf(trix, { period: 2, signal: 2 }, bars)
  const first = 100 * (319 / 27 / 9 - 1)
  const second = 100 * (1089 / 81 / (319 / 27) - 1)
  expectClose(values, [null, null, null, null, first, second], 1e-11)
  expectClose(signal, [null, null, null, null, null, (first + second) / 2], 1e-11)
})

test('seeded by the first values, the signal starts with the first trix', () => {
  const { trix: values, signal } = valuesOf(trix, { period: 1, signal: 3, seed: 'first' }, barsOf({ close: [4, 6, 6] }))
  expectClose(values, [null, 50, 0], 1e-12)
  expectClose(signal, [null, 50, 25], 1e-12)
})

test('is 0 when the price never moves, also at a price of 0', () => {
  for (const price of [100, 0]) {
    const { trix: values, signal } = valuesOf(trix, { period: 3, signal: 2 }, flatBars(20, price))
    expect([values[19], signal[19]]).toEqual([0, 0])
  }
})
