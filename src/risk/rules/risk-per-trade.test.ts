import { expect, test } from 'vitest'
import { sizeEntry } from '../size-entry.ts'
import { entryOf, viewOf } from '../testing/entries.ts'
import { riskPerTrade } from './risk-per-trade.ts'

test('the loss at the stop is the share of the equity that may be lost', () => {
  const entry = entryOf({ price: 100, stopPrice: 96 })
  const quantity = riskPerTrade(2).largest(entry, viewOf({ equity: 10_000 }))
  expect(quantity * (100 - 96)).toBe(200)
})

test('leverage does not change what may be lost', () => {
  const at = (leverage: number) => riskPerTrade(1).largest(entryOf({ leverage }), viewOf({}))
  expect(at(50)).toBe(at(1))
})

test('an account that has lost everything risks nothing more', () => {
  expect(sizeEntry(entryOf({}), [riskPerTrade(1)], viewOf({ equity: 0 }))).toEqual({
    rule: 'risk_per_trade',
    reason: '1 % of equity 0.00 is 0.00 with the stop 5 away from 100',
  })
  expect(sizeEntry(entryOf({}), [riskPerTrade(1)], viewOf({ equity: -1 }))).toMatchObject({ rule: 'risk_per_trade' })
})

test('leaves entries that are sized by share alone', () => {
  expect(riskPerTrade(1).largest(entryOf({ sizing: 'share' }), viewOf({}))).toBe(Number.POSITIVE_INFINITY)
})
