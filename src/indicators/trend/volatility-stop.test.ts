import { expect, test } from 'vitest'
import { barsOf, expectClose, valuesOf } from '../testing/expect-values.ts'
import { hasReference, readExpected, readQuotes, referenceNote } from '../testing/reference.ts'
import { volatilityStop } from './volatility-stop.ts'

test.skipIf(!hasReference)(`equals Stock.Indicators after its first, guessed trend${referenceNote}`, () => {
  const { stop, direction } = valuesOf(volatilityStop, { period: 7, multiple: 3 }, readQuotes())
  const rows = readExpected('vol-stop')
  const known = rows.findIndex(({ sar }) => sar !== null)
  expect(known).toBe(54)
  const expected = rows.slice(known).map(({ sar }) => sar ?? null)
  expectClose(stop.slice(known), expected, 1e-6)
  for (let i = known; i < rows.length; i++) {
    expect(direction[i] !== direction[i - 1]).toBe(Boolean(rows[i]?.isStop))
    expect(rows[i]?.[direction[i - 1] === 1 ? 'lowerBand' : 'upperBand']).toBe(rows[i]?.sar)
  }
})

test('trails the best close of the trend and turns at a close beyond', () => {
  // ATR(1) is the last step. The guess is down, its lowest close 10; the rise to 12 is stopped out at 10 + 1 x 1.
  const bars = barsOf({ close: [10, 11, 12, 14, 13, 9] })
  const { stop, direction } = valuesOf(volatilityStop, { period: 1, multiple: 1 }, bars)
  expectClose(stop, [null, null, 11, 11, 12, 13], 1e-12)
  expectClose(direction, [null, null, 1, 1, 1, -1], 0)
})

test('a close at the stop does not turn the trend', () => {
  const { stop, direction } = valuesOf(volatilityStop, { period: 2, multiple: 1 }, barsOf({ close: [5, 5, 5, 5] }))
  expect(stop[3]).toBe(5)
  expect(direction[3]).toBe(-1)
})
