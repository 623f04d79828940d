import { expect, test } from 'vitest'
import { sizeEntry } from '../size-entry.ts'
import { entryOf, viewOf } from '../testing/entries.ts'
import { confidenceRisk } from './confidence-risk.ts'

const rule = () => confidenceRisk({ minPct: 0.5, maxPct: 2, from: 0.5 })

test('the surer the entry, the more it may lose at its stop', () => {
  expect(rule().largest(entryOf({ confidence: 0.5 }), viewOf({}))).toBe(10)
  expect(rule().largest(entryOf({ confidence: 0.75 }), viewOf({}))).toBe(25)
  expect(rule().largest(entryOf({ confidence: 1, side: 'short', stopPrice: 105 }), viewOf({}))).toBe(40)
})

test('an entry below the least confidence is refused', () => {
  expect(sizeEntry(entryOf({ confidence: 0.5 }), [rule()], viewOf({}))).toEqual({
    quantity: 10,
    limitedBy: 'confidence_risk',
  })
  expect(sizeEntry(entryOf({ confidence: 0.49 }), [rule()], viewOf({}))).toEqual({
    rule: 'confidence_risk',
    reason: 'confidence 0.49 may risk 0.00 % of equity 10000.00 (none below 0.5)',
  })
})

test('an entry in parts asks for its share, and gets no more than is left of the whole', () => {
  expect(rule().largest(entryOf({ confidence: 1, sizeShare: 0.5 }), viewOf({}))).toBe(20)
  expect(rule().largest(entryOf({ confidence: 1, sizeShare: 0.5, heldQuantity: 30 }), viewOf({}))).toBe(10)
  expect(rule().largest(entryOf({ confidence: 1, sizeShare: 0.5, heldQuantity: 41 }), viewOf({}))).toBe(0)
})

test('an account without equity risks nothing, and an entry that is sized by share no more than another', () => {
  expect(rule().largest(entryOf({}), viewOf({ equity: -1 }))).toBe(0)
  expect(rule().largest(entryOf({ sizing: 'share', confidence: 0.1 }), viewOf({}))).toBe(0)
})
