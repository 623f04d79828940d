import { expect, test } from 'vitest'
import { barsOf, testAgainstStockIndicators, valuesOf } from '../testing/expect-values.ts'
import { ema } from './ema.ts'

testAgainstStockIndicators(ema, { period: 20 }, { results: 'ema', lines: { ema: 'ema' } })

test('starts as the mean of the first prices, or as the first price', () => {
  const bars = barsOf({ close: [2, 4, 6, 10] })
  expect(valuesOf(ema, { period: 3 }, bars).ema).toEqual([Number.NaN, Number.NaN, 4, 7])
  expect(valuesOf(ema, { period: 3, seed: 'first' }, bars).ema).toEqual([2, 3, 4.5, 7.25])
})

test('a price that stands still is its own average, to the bit', () => {
  const bars = barsOf({ close: new Array(300).fill(0.1) })
  expect(new Set(valuesOf(ema, { period: 26, seed: 'first' }, bars).ema)).toEqual(new Set([0.1]))
})
