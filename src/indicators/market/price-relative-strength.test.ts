import { expect, test } from 'vitest'
import { barsOf, expectClose, valuesOf } from '../testing/expect-values.ts'
import { hasReference, readComparedQuotes, readExpected, referenceNote } from '../testing/reference.ts'
import { barsWithSeries } from '../testing/series-bars.ts'
import { priceRelativeStrength } from './price-relative-strength.ts'

test.skipIf(!hasReference)(`equals Stock.Indicators, which has a ratio for the percentage${referenceNote}`, () => {
  const values = valuesOf(priceRelativeStrength, { period: 20 }, readComparedQuotes())
  const rows = readExpected('prs')
  const percent = (ratio: number | null | undefined) => (ratio === null || ratio === undefined ? null : 100 * ratio)
  expectClose(
    values.ratio,
    rows.map(({ prs }) => prs ?? null),
    1e-6,
  )
  expectClose(
    values.lead,
    rows.map(({ prsPercent }) => percent(prsPercent)),
    1e-6,
  )
})

test('is the ratio of the prices, and the points by which one rose more', () => {
  const bars = barsWithSeries([2, 3, 6], { benchmark: [null, 4, 5] })
  expect(valuesOf(priceRelativeStrength, { period: 1 }, bars)).toEqual({
    ratio: [Number.NaN, 0.75, 1.2],
    lead: [Number.NaN, Number.NaN, 75],
  })
})

test('names itself and the cure when there is no benchmark', () => {
  expect(() => valuesOf(priceRelativeStrength, {}, barsOf({ close: [1] }))).toThrow(
    'priceRelativeStrength needs the price of another market',
  )
})
