import { expect, test } from 'vitest'
import { barsOf, testAgainstTulip, valuesOf } from '../testing/expect-values.ts'
import { price } from './price.ts'

testAgainstTulip(price, { of: 'hl2' }, { heading: 'medprice', inputs: ['high', 'low'], lines: ['price'] })
testAgainstTulip(price, { of: 'hlc3' }, { heading: 'typprice', inputs: ['high', 'low', 'close'], lines: ['price'] })
testAgainstTulip(
  price,
  { of: 'ohlc4' },
  { heading: 'avgprice', inputs: ['open', 'high', 'low', 'close'], lines: ['price'] },
)

test.each([
  ['open', 3],
  ['high', 9],
  ['low', 1],
  ['close', 5],
  ['hl2', 5],
  ['hlc3', 5],
  ['ohlc4', 4.5],
] as const)('%s', (of, expected) => {
  const bars = barsOf({ open: [3], high: [9], low: [1], close: [5] })
  expect(valuesOf(price, { of }, bars).price).toEqual([expected])
})
