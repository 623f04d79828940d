import { expect, test } from 'vitest'
import { sizeEntry } from '../size-entry.ts'
import { entryOf, viewOf } from '../testing/entries.ts'
import { maxExposure } from './max-exposure.ts'

test('gives the room that what is open leaves', () => {
  const rule = maxExposure(150)
  expect(rule.largest(entryOf({}), viewOf({}))).toBe(150)
  expect(rule.largest(entryOf({}), viewOf({ grossNotional: 14_900 }))).toBe(1)
  expect(rule.largest(entryOf({}), viewOf({ grossNotional: 15_000 }))).toBe(0)
  expect(rule.largest(entryOf({}), viewOf({ grossNotional: 16_000 }))).toBe(0)
  expect(sizeEntry(entryOf({}), [rule], viewOf({ grossNotional: 16_000 }))).toEqual({
    rule: 'max_exposure',
    reason: '16000.00 is open of the 150 % of equity 10000.00 that may be',
  })
})
