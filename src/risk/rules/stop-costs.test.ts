import { expect, test } from 'vitest'
import { sizeEntry } from '../size-entry.ts'
import { entryOf, viewOf } from '../testing/entries.ts'
import { riskPerTrade } from './risk-per-trade.ts'
import { stopCosts } from './stop-costs.ts'

test('a stop as many round trips away as it must be is let through, one a tick nearer is not', () => {
  const rule = stopCosts({ leastTimes: 2, roundTripRate: 0.0025 })
  expect(rule.largest(entryOf({ stopPrice: 99.5 }), viewOf({}))).toBe(Number.POSITIVE_INFINITY)
  expect(rule.largest(entryOf({ stopPrice: 99.51 }), viewOf({}))).toBe(0)
  expect(rule.largest(entryOf({ side: 'short', stopPrice: 100.5 }), viewOf({}))).toBe(Number.POSITIVE_INFINITY)
  expect(rule.largest(entryOf({ side: 'short', stopPrice: 100.49 }), viewOf({}))).toBe(0)
})

test('a stop nearer than the fees is refused', () => {
  const rules = [riskPerTrade(1), stopCosts({ leastTimes: 1, roundTripRate: 0.0022 })]
  const at = (stopPrice: number) => sizeEntry(entryOf({ price: 42_500, stopPrice }), rules, viewOf({}))
  expect(at(42_406.5)).toEqual({ quantity: 1.069, limitedBy: 'risk_per_trade' })
  expect(at(42_406.51)).toMatchObject({ rule: 'stop_nearer_than_costs' })
  expect(at(42_457.5)).toEqual({
    rule: 'stop_nearer_than_costs',
    reason: 'the stop is 0.100 % away, a round trip costs 0.220 % and the stop must be 1 of them away',
  })
})
