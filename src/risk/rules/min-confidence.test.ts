import { expect, test } from 'vitest'
import { sizeEntry } from '../size-entry.ts'
import { entryOf, viewOf } from '../testing/entries.ts'
import { minConfidence } from './min-confidence.ts'

test('lets through what is as sure as the least, and nothing below it', () => {
  const rule = minConfidence(0.6)
  expect(rule.largest(entryOf({ confidence: 0.6 }), viewOf({}))).toBe(Number.POSITIVE_INFINITY)
  expect(rule.largest(entryOf({ confidence: 0.59 }), viewOf({}))).toBe(0)
  expect(sizeEntry(entryOf({ confidence: 0.59 }), [rule], viewOf({}))).toEqual({
    rule: 'min_confidence',
    reason: 'confidence 0.59 is below 0.6',
  })
})
