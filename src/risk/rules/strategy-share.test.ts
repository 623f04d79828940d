import { expect, test } from 'vitest'
import { sizeEntry } from '../size-entry.ts'
import { entryOf, viewOf } from '../testing/entries.ts'
import { strategyShare } from './strategy-share.ts'

test('gives each strategy what is left of its share', () => {
  const rule = strategyShare((strategy) => [0.75, 0.25][strategy] ?? 0)
  expect(rule.largest(entryOf({ strategy: 0 }), viewOf({}))).toBe(75)
  expect(rule.largest(entryOf({ strategy: 1, leverage: 2 }), viewOf({}))).toBe(50)
  expect(rule.largest(entryOf({ strategy: 1 }), viewOf({ strategyNotional: 2400 }))).toBe(1)
  expect(rule.largest(entryOf({ strategy: 1 }), viewOf({ strategyNotional: 2500 }))).toBe(0)
  expect(sizeEntry(entryOf({ strategy: 1 }), [rule], viewOf({ strategyNotional: 2500 }))).toEqual({
    rule: 'strategy_share',
    reason: 'the strategy holds 2500.00, its share is 25.0 % of equity 10000.00 at leverage 1',
  })
})
