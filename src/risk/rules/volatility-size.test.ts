import { expect, test } from 'vitest'
import { createInstrument } from '../../core/instrument.ts'
import { sizeEntry } from '../size-entry.ts'
import { entryOf, viewOf } from '../testing/entries.ts'
import { volatilitySize } from './volatility-size.ts'

const rule = () => volatilitySize({ riskPct: 2, times: 2 })

test('a move of so many ranges costs the share of the equity', () => {
  const instrument = createInstrument({ symbol: 'BTC/USDT:USDT', tickSize: 0.01, lotSize: 1, contractSize: 0.25 })
  expect(rule().largest(entryOf({ atr: 2 }), viewOf({}))).toBe(50)
  expect(rule().largest(entryOf({ atr: 4 }), viewOf({}))).toBe(25)
  expect(rule().largest(entryOf({ atr: 2, instrument }), viewOf({}))).toBe(200)
  expect(rule().explain(entryOf({ atr: 2 }), viewOf({}))).toBe(
    'a move of 2 average true ranges of 2 may cost 2 % of equity 10000.00',
  )
})

test('a run works the range out for it; one that is not known, or none at all, refuses', () => {
  expect(rule().reads).toBe('atr')
  expect(sizeEntry(entryOf({ atr: Number.NaN }), [rule()], viewOf({}))).toEqual({
    rule: 'volatility_size',
    reason: 'the average true range is not known yet',
  })
  expect(rule().largest(entryOf({ atr: 0 }), viewOf({}))).toBe(0)
})

test('an entry in parts asks for its share, and gets no more than is left of the whole', () => {
  expect(rule().largest(entryOf({ sizeShare: 0.5 }), viewOf({}))).toBe(25)
  expect(rule().largest(entryOf({ sizeShare: 0.5, heldQuantity: 40 }), viewOf({}))).toBe(10)
  expect(rule().largest(entryOf({ sizeShare: 0.5, heldQuantity: 51 }), viewOf({}))).toBe(0)
})

test('one cent less, and the size is below the minimum', () => {
  expect(sizeEntry(entryOf({}), [rule()], viewOf({ equity: 10 }))).toEqual({
    quantity: 0.05,
    limitedBy: 'volatility_size',
  })
  expect(sizeEntry(entryOf({}), [rule()], viewOf({ equity: 9.99 }))).toMatchObject({ rule: 'below_minimum' })
})
