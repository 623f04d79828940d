import { expect, test } from 'vitest'
import type { EntryPlan } from '../core/order.ts'
import { stopPriceOf, targetPriceOf, tighterStop } from './levels.ts'

const plan = (given: Partial<EntryPlan>): EntryPlan => ({
  strategy: 0,
  confidence: 0.5,
  reason: 'test',
  leverage: 1,
  stopPrice: Number.NaN,
  stopPct: Number.NaN,
  targets: [],
  adds: false,
  invalidWhen: [],
  contributions: undefined,
  maxHoldMs: Number.POSITIVE_INFINITY,
  ...given,
})

test('a price stays where it is, whatever the entry', () => {
  expect(stopPriceOf(plan({ stopPrice: 95 }), 'long', 100)).toBe(95)
  expect(stopPriceOf(plan({ stopPrice: 95 }), 'long', 90)).toBe(95)
  expect(targetPriceOf({ price: 110, share: 1 }, 'long', 120, 115)).toBe(110)
})

test('a distance is against the position for the stop and with it for the target', () => {
  expect(stopPriceOf(plan({ stopPct: 2 }), 'long', 200)).toBe(196)
  expect(targetPriceOf({ pct: 4, share: 1 }, 'long', 200, 196)).toBe(208)
  expect(stopPriceOf(plan({ stopPct: 2 }), 'short', 200)).toBe(204)
  expect(targetPriceOf({ pct: 4, share: 1 }, 'short', 200, 204)).toBe(192)
})

test('multiples of R are those of the way from the entry to the stop', () => {
  expect(targetPriceOf({ r: 2, share: 1 }, 'long', 200, 195)).toBe(210)
  expect(targetPriceOf({ r: 0.5, share: 1 }, 'short', 200, 205)).toBe(197.5)
})

test('what is not given is no price', () => {
  expect(stopPriceOf(plan({}), 'long', 100)).toBeNaN()
})

test('of two stops the one nearer to the price is the tighter', () => {
  expect(tighterStop('long', 95, 97)).toBe(97)
  expect(tighterStop('short', 105, 103)).toBe(103)
  expect(tighterStop('long', Number.NaN, 90)).toBe(90)
  expect(tighterStop('short', 90, Number.NaN)).toBe(90)
})
