import { expect, test } from 'vitest'
import { barsOf, testAgainstTulip, valuesOf } from '../testing/expect-values.ts'
import { randomBars } from '../testing/random-bars.ts'
import { highest } from './highest.ts'

testAgainstTulip(highest, { period: 5 }, { heading: 'max 5', inputs: ['close'], lines: ['highest'] })

test('is one of the prices of the window, for every period', () => {
  const close = Array.from(randomBars({ count: 200, seed: 31 }).close.subarray(0, 200), (price) => price - 100)
  for (let period = 1; period <= 70; period++) {
    const values = valuesOf(highest, { period }, barsOf({ close })).highest
    const expected = close.map((_, i) =>
      i < period - 1 ? Number.NaN : Math.max(...close.slice(i - period + 1, i + 1)),
    )
    expect(values).toEqual(expected)
  }
})
