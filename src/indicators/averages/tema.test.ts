import { expect, test } from 'vitest'
import { barsOf, expectClose, valuesOf } from '../testing/expect-values.ts'
import { hasReference, readTulip, referenceNote } from '../testing/reference.ts'
import { tema } from './tema.ts'

test.skipIf(!hasReference)(`equals Tulip Indicators: tema 5${referenceNote}`, () => {
  const { inputs, outputs } = readTulip('tema 5', 1)
  const [close = []] = inputs
  const [expected = []] = outputs
  expect(expected.length).toBe(3)
  const values = valuesOf(tema, { period: 5, seed: 'first' }, barsOf({ close })).tema
  expectClose(values.slice(-3), expected, 0.000501)
})

test('starts when the third average has its first mean', () => {
  // EMA(2) of the close: -, 2, 4, 8, 4, 8; of that: -, -, 3, 19/3, 43/9, 187/27; of that again: -, -, -, 14/3, 128/27, 502/81.
  const values = valuesOf(tema, { period: 2 }, barsOf({ close: [1, 3, 5, 10, 2, 10] })).tema
  const fourth = 3 * 8 - 19 + 14 / 3
  const fifth = 3 * 4 - 43 / 3 + 128 / 27
  const sixth = 3 * 8 - 187 / 9 + 502 / 81
  expectClose(values, [null, null, null, fourth, fifth, sixth], 1e-12)
})

test('is the price when that never moves', () => {
  expectClose(valuesOf(tema, { period: 2 }, barsOf({ close: [7, 7, 7, 7, 7] })).tema, [null, null, null, 7, 7], 0)
})
