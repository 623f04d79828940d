import { expect, test } from 'vitest'
import type { EntryPlan } from '../core/order.ts'
import { stopPriceOf, targetPriceOf } from './levels.ts'

const plan = (given: Partial<EntryPlan>): EntryPlan => ({
  strategy: 0,
  confidence: 0.5,
  reason: 'test',
  leverage: 1,
  stopPrice: Number.NaN,
  stopPct: Number.NaN,
  targetPrice: Number.NaN,
  targetPct: Number.NaN,
  maxHoldMs: Number.POSITIVE_INFINITY,
  ...given,
})

test('a price stays where it is, whatever the entry', () => {
  expect(stopPriceOf(plan({ stopPrice: 95 }), 'long', 100)).toBe(95)
  expect(stopPriceOf(plan({ stopPrice: 95 }), 'long', 90)).toBe(95)
  expect(targetPriceOf(plan({ targetPrice: 110 }), 'long', 120)).toBe(110)
})

test('a distance is against the position for the stop and with it for the target', () => {
  const levels = plan({ stopPct: 2, targetPct: 4 })
  expect(stopPriceOf(levels, 'long', 200)).toBe(196)
  expect(targetPriceOf(levels, 'long', 200)).toBe(208)
  expect(stopPriceOf(levels, 'short', 200)).toBe(204)
  expect(targetPriceOf(levels, 'short', 200)).toBe(192)
})

test('what is not given is no price', () => {
  expect(stopPriceOf(plan({}), 'long', 100)).toBeNaN()
  expect(targetPriceOf(plan({}), 'long', 100)).toBeNaN()
})
