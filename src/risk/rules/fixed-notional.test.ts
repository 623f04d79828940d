import { expect, test } from 'vitest'
import { sizeEntry } from '../size-entry.ts'
import { entryOf, viewOf } from '../testing/entries.ts'
import { fixedNotional } from './fixed-notional.ts'

test('a position is worth no more', () => {
  expect(fixedNotional(1000).largest(entryOf({ price: 40 }), viewOf({}))).toBe(25)
})

test('one lot that is worth more is too much', () => {
  const entry = entryOf({ price: 100_000, stopPrice: 95_000 })
  expect(sizeEntry(entry, [fixedNotional(100)], viewOf({}))).toEqual({ quantity: 0.001, limitedBy: 'fixed_notional' })
  expect(sizeEntry(entry, [fixedNotional(99)], viewOf({}))).toEqual({
    rule: 'below_minimum',
    reason:
      'BTC/USDT:USDT trades from 100 USDT on, fixed_notional allows 0.00: a position may be worth 99, one contract is worth 100000',
  })
})

test('an entry in parts asks for its share, and gets no more than is left of the whole', () => {
  const rule = fixedNotional(1000)
  expect(rule.largest(entryOf({ price: 40, sizeShare: 0.5 }), viewOf({}))).toBe(12.5)
  expect(rule.largest(entryOf({ price: 40, sizeShare: 0.5, heldQuantity: 10 }), viewOf({}))).toBe(12.5)
  expect(rule.largest(entryOf({ price: 40, sizeShare: 0.5, heldQuantity: 20 }), viewOf({}))).toBe(5)
})
