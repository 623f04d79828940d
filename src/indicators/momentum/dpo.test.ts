import { expect, test } from 'vitest'
import { barsOf, expectClose, testAgainstTulip, valuesOf } from '../testing/expect-values.ts'
import { flatBars } from '../testing/random-bars.ts'
import { hasReference, readExpected, readQuotes, referenceNote } from '../testing/reference.ts'
import { dpo } from './dpo.ts'

test.skipIf(!hasReference)(`equals Stock.Indicators, whose line stands 8 bars to the left${referenceNote}`, () => {
  const values = valuesOf(dpo, { period: 14 }, readQuotes()).dpo
  const expected = readExpected('dpo').map((row) => row.dpo ?? null)
  expect(expected.slice(-8)).toEqual(new Array(8).fill(null))
  expectClose(values, [...new Array<null>(8).fill(null), ...expected.slice(0, -8)], 1e-6)
})

testAgainstTulip(dpo, { period: 5 }, { heading: 'dpo 5', inputs: ['close'], lines: ['dpo'] })

test('is the price of some bars before less the mean up to now', () => {
  // Of 3 prices the one 2 bars before
  const { dpo: values } = valuesOf(dpo, { period: 3 }, barsOf({ close: [3, 6, 9, 3] }))
  expectClose(values, [null, null, -3, 0], 1e-12)
})

test('of 1 price the one before less the newest', () => {
  expectClose(valuesOf(dpo, { period: 1 }, barsOf({ close: [3, 7] })).dpo, [null, -4], 0)
})

test('a chart draws it beside the older price', () => {
  expect(dpo.drawShift?.({ period: 20 })).toEqual({ dpo: -11 })
  expect(dpo.drawShift?.({ period: 5 })).toEqual({ dpo: -3 })
})

test('is 0 when the price never moves', () => {
  expect(valuesOf(dpo, {}, flatBars(40)).dpo[39]).toBe(0)
})
