import { expect, test } from 'vitest'
import type { ProposedEntry } from '../risk-rule.ts'
import { sizeEntry } from '../size-entry.ts'
import { entryOf, viewOf } from '../testing/entries.ts'
import { riskPerTrade } from './risk-per-trade.ts'

const sizeOf = (given: Partial<ProposedEntry>) => riskPerTrade(2).largest(entryOf(given), viewOf({}))

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

test('what is held at the new stop takes from what may be lost', () => {
  const long = { stopPrice: 95, heldPrice: 98 }
  const short = { side: 'short', stopPrice: 105, heldPrice: 102 } as const
  // 2 % of 10,000 is 200; 50 contracts lose 150 of it, 66 lose 198 and 67 lose 201
  expect(sizeOf({ ...long, heldQuantity: 50 })).toBe(10)
  expect(sizeOf({ ...short, heldQuantity: 50 })).toBe(10)
  expect(sizeOf({ ...long, heldQuantity: 66 })).toBe(0.4)
  for (const held of [long, short]) {
    expect(sizeEntry(entryOf({ ...held, heldQuantity: 67 }), [riskPerTrade(2)], viewOf({}))).toEqual({
      rule: 'risk_per_trade',
      reason: '2 % of equity 10000.00 is 200.00, of which what is held may lose 201.00, with the stop 5 away from 100',
    })
  }
})

test('a profit of what is held makes no room for more', () => {
  expect(sizeOf({ heldQuantity: 50, heldPrice: 90 })).toBe(40)
  expect(sizeOf({ side: 'short', stopPrice: 105, heldQuantity: 50, heldPrice: 110 })).toBe(40)
})

test('an entry in parts asks for its share', () => {
  expect(sizeOf({ sizeShare: 0.25 })).toBe(10)
})

test('leaves entries that are sized by share alone, unless a limit is meant for all', () => {
  expect(riskPerTrade(1).largest(entryOf({ sizing: 'share' }), viewOf({}))).toBe(Number.POSITIVE_INFINITY)
  expect(riskPerTrade(1, { boundsShares: true }).largest(entryOf({ sizing: 'share' }), viewOf({}))).toBe(20)
})
