import { expect, test } from 'vitest'
import { createInstrument } from '../../core/instrument.ts'
import { sizeEntry } from '../size-entry.ts'
import { entryOf, viewOf } from '../testing/entries.ts'
import { volatilitySize } from './volatility-size.ts'

const rule = volatilitySize({ riskPct: 1, times: 2 })

test('a move of so many ranges costs the share of the equity', () => {
  const instrument = createInstrument({ symbol: 'BTC/USDT:USDT', tickSize: 0.01, lotSize: 1, contractSize: 0.25 })
  expect(rule.largest(entryOf({ atr: 2 }), viewOf({}))).toBe(25)
  expect(rule.largest(entryOf({ atr: 4 }), viewOf({}))).toBe(12.5)
  expect(rule.largest(entryOf({ atr: 2, instrument }), viewOf({}))).toBe(100)
  expect(rule.explain(entryOf({ atr: 2 }), viewOf({}))).toBe(
    'a move of 2 average true ranges of 2 may cost 1 % of equity 10000.00',
  )
})

test('a range that is not known, or none at all, refuses', () => {
  expect(sizeEntry(entryOf({ atr: Number.NaN }), [rule], viewOf({}))).toEqual({
    rule: 'volatility_size',
    reason: 'the average true range is not known yet',
  })
  expect(rule.largest(entryOf({ atr: 0 }), viewOf({}))).toBe(0)
})

test('an entry in parts asks for its share, and gets no more than is left of the whole', () => {
  expect(rule.largest(entryOf({ sizeShare: 0.5 }), viewOf({}))).toBe(12.5)
  expect(rule.largest(entryOf({ sizeShare: 0.5, heldQuantity: 20 }), viewOf({}))).toBe(5)
  expect(rule.largest(entryOf({ sizeShare: 0.5, heldQuantity: 26 }), viewOf({}))).toBe(0)
})

test('one cent less, and the size is below the minimum', () => {
  expect(sizeEntry(entryOf({}), [rule], viewOf({ equity: 20 }))).toEqual({
    quantity: 0.05,
    limitedBy: 'volatility_size',
  })
  expect(sizeEntry(entryOf({}), [rule], viewOf({ equity: 19.99 }))).toMatchObject({ rule: 'below_minimum' })
})
