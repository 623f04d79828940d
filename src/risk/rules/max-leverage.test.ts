import { expect, test } from 'vitest'
import { sizeEntry } from '../size-entry.ts'
import { entryOf, viewOf } from '../testing/entries.ts'
import { maxLeverage } from './max-leverage.ts'

test('lets through as much leverage as it names, and nothing above it', () => {
  const rule = maxLeverage(20)
  expect(rule.largest(entryOf({ leverage: 20 }), viewOf({}))).toBe(Number.POSITIVE_INFINITY)
  expect(rule.largest(entryOf({ leverage: 20.01 }), viewOf({}))).toBe(0)
  expect(rule.largest(entryOf({ leverage: 21 }), viewOf({}))).toBe(0)
  expect(sizeEntry(entryOf({ leverage: 21 }), [rule], viewOf({}))).toEqual({
    rule: 'max_leverage',
    reason: 'leverage 21 is above 20',
  })
})
