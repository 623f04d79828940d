import { expect, test } from 'vitest'
import { sizeEntry } from '../size-entry.ts'
import { entryOf, viewOf } from '../testing/entries.ts'
import { confidenceSize } from './confidence-size.ts'
import { riskPerTrade } from './risk-per-trade.ts'

const rule = () => confidenceSize({ minPct: 5, maxPct: 25, from: 0.5 })

test('the surer the entry, the larger its margin, and never below the smallest', () => {
  expect(rule().largest(entryOf({ confidence: 1 }), viewOf({}))).toBe(25)
  expect(rule().largest(entryOf({ confidence: 1, leverage: 20 }), viewOf({}))).toBe(500)
  expect(rule().largest(entryOf({ confidence: 0.75 }), viewOf({}))).toBe(12.5)
  expect(rule().largest(entryOf({ confidence: 0.51 }), viewOf({}))).toBe(5)
})

test('an entry that is just as sure as it must be at least is not lifted to the smallest size', () => {
  expect(sizeEntry(entryOf({ confidence: 0.51 }), [rule()], viewOf({}))).toEqual({
    quantity: 5,
    limitedBy: 'confidence_size',
  })
  expect(sizeEntry(entryOf({ confidence: 0.5 }), [rule()], viewOf({}))).toEqual({
    rule: 'confidence_size',
    reason: 'confidence 0.5 may bind 0.00 % of equity 10000.00 (none up to 0.5)',
  })
})

test('an entry in parts asks for its share, and gets no more than is left of the whole', () => {
  expect(rule().largest(entryOf({ confidence: 1, sizeShare: 0.4 }), viewOf({}))).toBe(10)
  expect(rule().largest(entryOf({ confidence: 1, sizeShare: 0.4, heldQuantity: 20 }), viewOf({}))).toBe(5)
  expect(rule().largest(entryOf({ confidence: 1, sizeShare: 0.4, heldQuantity: 26 }), viewOf({}))).toBe(0)
})

test('25 % of the equity at leverage 20 and a stop 3 % away would risk 15 %: it is cut to 2 %', () => {
  const entry = entryOf({ confidence: 1, leverage: 20, price: 100, stopPrice: 97 })
  // 500 x 3 = 1,500 of 10,000
  expect(sizeEntry(entry, [rule()], viewOf({}))).toEqual({ quantity: 500, limitedBy: 'confidence_size' })
  // 66.666 x 3 = 199.998 of 10,000
  expect(sizeEntry(entry, [rule(), riskPerTrade(2)], viewOf({}))).toEqual({
    quantity: 66.666,
    limitedBy: 'risk_per_trade',
  })
})
