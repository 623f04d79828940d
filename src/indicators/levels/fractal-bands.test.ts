import { expect, test } from 'vitest'
import { barsOf, expectClose, valuesOf } from '../testing/expect-values.ts'
import { hasReference, readExpected, readQuotes, referenceNote } from '../testing/reference.ts'
import { fractalBands } from './fractal-bands.ts'

// The reference, too, counts a fractal from the close of its right side, so nothing has to be shifted.
test.skipIf(!hasReference)(`equals Stock.Indicators from the first fractal on${referenceNote}`, () => {
  const { upper, lower } = valuesOf(fractalBands, { span: 2 }, readQuotes())
  const rows = readExpected('fcb')
  const bands = { upperBand: upper, lowerBand: lower }
  for (const [name, values] of Object.entries(bands)) {
    const first = rows.findIndex((row) => row[name] !== null)
    expect(first).toBeLessThan(10)
    expectClose(
      values.slice(first),
      rows.slice(first).map((row) => row[name] ?? null),
      1e-6,
    )
  }
})

test('a fractal counts when the bars on its right have closed', () => {
  const bars = barsOf({ high: [3, 5, 9, 6, 4, 7, 8, 5], low: [2, 4, 8, 5, 1, 4, 6, 3] })
  const { upper, lower } = valuesOf(fractalBands, { span: 2 }, bars)
  expect(upper.slice(0, 4)).toEqual(Array(4).fill(Number.NaN))
  expect(upper.slice(4)).toEqual([9, 9, 9, 9])
  expect(lower.slice(4)).toEqual([1, 1, 1, 1])
  const one = valuesOf(fractalBands, { span: 1 }, bars)
  // Bar 2 counts from bar 3 on, bar 6 from bar 7 on; the low of bar 4 from bar 5 on, and before it the lowest so far.
  expect(one.upper.slice(2)).toEqual([9, 9, 9, 9, 9, 8])
  expect(one.lower.slice(2)).toEqual([2, 2, 1, 1, 1, 1])
})

test('equal highs make no fractal', () => {
  const { upper } = valuesOf(fractalBands, { span: 1 }, barsOf({ high: [1, 4, 2, 3, 3, 1] }))
  expect(upper.slice(2)).toEqual([4, 4, 4, 4])
})
