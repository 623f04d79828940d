import { expect, test } from 'vitest'
import {
  barsOf,
  expectClose,
  testAgainstStockIndicators,
  testAgainstTulip,
  valuesOf,
} from '../testing/expect-values.ts'
import { flatBars } from '../testing/random-bars.ts'
import { roc } from './roc.ts'

testAgainstStockIndicators(roc, { period: 14 }, { results: 'roc', lines: { roc: 'roc', momentum: 'momentum' } })

testAgainstTulip(roc, { period: 5 }, { heading: 'mom 5', inputs: ['close'], lines: ['momentum'] })

test('is the change over the bars, in percent and in price', () => {
  const { roc: percent, momentum } = valuesOf(roc, { period: 2 }, barsOf({ close: [10, 20, 15, 18] }))
  expectClose(percent, [null, null, 50, -10], 1e-12)
  expectClose(momentum, [null, null, 5, -2], 0)
})

test('from a price of 0 it is 0 percent', () => {
  const { roc: percent, momentum } = valuesOf(roc, { period: 1 }, barsOf({ close: [0, 5] }))
  expect([percent[1], momentum[1]]).toEqual([0, 5])
})

test('is 0 when the price never moves', () => {
  const { roc: percent, momentum } = valuesOf(roc, {}, flatBars(20))
  expect([percent[19], momentum[19]]).toEqual([0, 0])
})
