import { expect, test } from 'vitest'
import {
  barsOf,
  expectClose,
  testAgainstStockIndicators,
  testAgainstTulip,
  valuesOf,
} from '../testing/expect-values.ts'
import { hasReference, readTradingSignals, referenceNote } from '../testing/reference.ts'
import { bollinger } from './bollinger.ts'

testAgainstStockIndicators(
  bollinger,
  { period: 20, deviations: 2 },
  { results: 'bb', lines: { middle: 'sma', upper: 'upperBand', lower: 'lowerBand' } },
)
testAgainstTulip(
  bollinger,
  { period: 5, deviations: 2 },
  { heading: 'bbands 5 2', inputs: ['close'], lines: ['lower', 'middle', 'upper'] },
)

test.skipIf(!hasReference)(`equals trading-signals${referenceNote}`, () => {
  const { prices = [], middle = [], upper = [], lower = [] } = readTradingSignals('BB-data')
  const values = valuesOf(bollinger, { period: 20 }, barsOf({ close: prices.map(Number) }))
  expectClose(values.middle, middle, 1e-6)
  expectClose(values.upper, upper, 1e-6)
  expectClose(values.lower, lower, 1e-6)
})

test('the sample form is wider', () => {
  const bars = barsOf({ close: [1, 3] })
  const width = (ddof: number) => valuesOf(bollinger, { period: 2, deviations: 1, ddof }, bars).upper[1]
  expect([width(0), width(1)]).toEqual([3, 2 + Math.SQRT2])
})
