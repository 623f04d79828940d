import { expect, test } from 'vitest'
import { barsOf, expectClose, testAgainstTulip, valuesOf } from '../testing/expect-values.ts'
import { flatBars } from '../testing/random-bars.ts'
import { cci } from './cci.ts'

testAgainstTulip(cci, { period: 5 }, { heading: 'cci 5', inputs: ['high', 'low', 'close'], lines: ['cci'] })

test('is the distance to the mean in units of 0.015 mean distances', () => {
  const bars = barsOf({ high: [9, 12, 24], low: [3, 6, 6], close: [6, 12, 15] })
  // Typical prices 6 10 15; means of 2: 8 12.5, mean distances 2 2.5
  expectClose(valuesOf(cci, { period: 2 }, bars).cci, [null, 1 / 0.015, 1 / 0.015], 1e-9)
  // Of 3: mean 31/3, distances 13/3 1/3 14/3
  expectClose(valuesOf(cci, { period: 3 }, bars).cci, [null, null, 14 / 3 / (0.015 * (28 / 9))], 1e-9)
})

test('is 0 when prices never move, and when they have come to rest', () => {
  expect(valuesOf(cci, {}, flatBars(30)).cci[29]).toBe(0)
  const close = [1.1, 7.7, 0.3, 0.1, 0.1, 0.1]
  expect(valuesOf(cci, { period: 3 }, barsOf({ close })).cci[5]).toBe(0)
})
