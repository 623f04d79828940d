import { expect, test } from 'vitest'
import { barsOf, valuesOf } from '../testing/expect-values.ts'
import { barsWithSeries } from '../testing/series-bars.ts'
import { bookImbalance } from './book-imbalance.ts'

const NONE = Number.NaN

test('is the difference of the depths as a share of their sum, from when both are known, and 0 of an empty book', () => {
  const bars = barsWithSeries([1, 1, 1, 1, 1], { bidDepth: [3, null, 5, 0, 0], askDepth: [null, 1, 0, null, 4] })
  expect(valuesOf(bookImbalance, {}, bars).bookImbalance).toEqual([NONE, 0.5, 1, 0, -1])
})

test('smoothed it begins with the first value', () => {
  const bars = barsWithSeries([1, 1, 1, 1], { bidDepth: [null, 3, 1, 0], askDepth: [null, 1, 1, 1] })
  // Imbalance 0.5 0 -1, the weight of EMA(3) is 1/2
  expect(valuesOf(bookImbalance, { smooth: 3 }, bars).bookImbalance).toEqual([NONE, 0.5, 0.25, -0.375])
})

test('names itself and the cure when there is no order book', () => {
  const bars = barsOf({ close: [1] })
  expect(() => valuesOf(bookImbalance, {}, bars)).toThrow(
    expect.objectContaining({
      code: 'data',
      message: 'bookImbalance needs the order book: the market has no series bidDepth',
      cure: 'Give --series-file with the columns bid_depth and ask_depth.',
    }),
  )
  bars.series = barsWithSeries([1], { bidDepth: [1] }).series
  expect(() => valuesOf(bookImbalance, {}, bars)).toThrow('the market has no series askDepth')
})
