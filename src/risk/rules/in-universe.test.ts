import { expect, test } from 'vitest'
import { sizeEntry } from '../size-entry.ts'
import { entryOf, viewOf } from '../testing/entries.ts'
import { inUniverse } from './in-universe.ts'

test('a symbol may be entered while it is in the universe', () => {
  const rule = inUniverse({ includes: (symbol, at) => symbol === 'BTC/USDT:USDT' && at >= 1000 })
  expect(rule.largest(entryOf({ at: 1000 }), viewOf({}))).toBe(Number.POSITIVE_INFINITY)
  expect(rule.largest(entryOf({ at: 999 }), viewOf({}))).toBe(0)
  expect(sizeEntry(entryOf({ at: 999 }), [rule], viewOf({}))).toEqual({
    rule: 'not_in_universe',
    reason: 'BTC/USDT:USDT is not in the universe now',
  })
})
