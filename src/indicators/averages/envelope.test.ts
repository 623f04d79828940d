import { expect, test } from 'vitest'
import { barsOf, expectClose, testAgainstStockIndicators, valuesOf } from '../testing/expect-values.ts'
import { randomBars } from '../testing/random-bars.ts'
import { dema } from './dema.ts'
import { envelope } from './envelope.ts'
import { epma } from './epma.ts'
import { hma } from './hma.ts'

testAgainstStockIndicators(
  envelope,
  { period: 20, percent: 2.5 },
  { results: 'ma-env', lines: { middle: 'centerline', upper: 'upperEnvelope', lower: 'lowerEnvelope' } },
)

test('lies percent percent of the average above and below it', () => {
  const { middle, upper, lower } = valuesOf(envelope, { period: 2, percent: 10 }, barsOf({ close: [90, 110, 130] }))
  expectClose(middle, [null, 100, 120], 1e-12)
  expectClose(upper, [null, 110, 132], 1e-12)
  expectClose(lower, [null, 90, 108], 1e-12)
})

test('takes the average that is asked for', () => {
  const bars = randomBars({ count: 100, seed: 6 })
  const middle = (average: 'dema' | 'hma' | 'epma') => valuesOf(envelope, { period: 9, average }, bars).middle
  expect(middle('dema')).toEqual(valuesOf(dema, { period: 9 }, bars).dema)
  expect(middle('hma')).toEqual(valuesOf(hma, { period: 9 }, bars).hma)
  expect(middle('epma')).toEqual(valuesOf(epma, { period: 9 }, bars).epma)
})
