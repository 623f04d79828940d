import { expect, test } from 'vitest'
import { barsOf, testAgainstStockIndicators, valuesOf } from '../testing/expect-values.ts'
import { forceIndex } from './force-index.ts'

testAgainstStockIndicators(forceIndex, { period: 2 }, { results: 'force', lines: { forceIndex: 'forceIndex' } })

test('is the average of change times volume', () => {
  const bars = barsOf({ close: [1, 3, 2, 2], volume: [9, 10, 4, 50] })
  // Forces 20, -4, 0; EMA(3) has the weight 1/2
  expect(valuesOf(forceIndex, { period: 3 }, bars).forceIndex[3]).toBeCloseTo(16 / 3, 12)
  expect(valuesOf(forceIndex, { period: 1 }, bars).forceIndex).toEqual([Number.NaN, 20, -4, 0])
})
