import { expect, test } from 'vitest'
import { barsOf, expectClose, testAgainstTulip, valuesOf } from '../testing/expect-values.ts'
import { kama } from './kama.ts'

testAgainstTulip(kama, { period: 5 }, { heading: 'kama 5', inputs: ['close'], lines: ['kama'] })

test('moves by the square of the weight that the efficiency gives', () => {
  // Weights 1 / 2 (slow) to 1 (fast). Efficiency from the third bar on: 2 / 2, 0 / 2, 3 / 5.
  const bars = barsOf({ close: [10, 11, 12, 11, 15] })
  const third = 12
  const fourth = third + 0.25 * (11 - third)
  const fifth = fourth + 0.8 ** 2 * (15 - fourth)
  expectClose(valuesOf(kama, { period: 2, fast: 1, slow: 3 }, bars).kama, [null, 11, third, fourth, fifth], 1e-12)
})

test('follows at full speed when the price has not moved at all, though the sum of steps carried along is not quite 0', () => {
  const close = [487, 348, 256.5, 11.8, 562.5, 562.5, 562.5]
  const values = valuesOf(kama, { period: 2, fast: 2, slow: 3 }, barsOf({ close })).kama
  const [before = 0, value = 0] = values.slice(5)
  expect(before).toBeLessThan(562)
  expect(value).toBeCloseTo(before + (4 / 9) * (562.5 - before), 9)
})

test('is the price when that never moves', () => {
  expectClose(valuesOf(kama, { period: 3 }, barsOf({ close: [7, 7, 7, 7, 7] })).kama, [null, null, 7, 7, 7], 0)
})
