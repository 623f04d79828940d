import { expect, test } from 'vitest'
import { sizeEntry } from '../size-entry.ts'
import { entryOf, viewOf } from '../testing/entries.ts'
import { stopDistance } from './stop-distance.ts'

const rule = () => stopDistance(2)

test('a stop as far away as it must be is let through, one a tick nearer is not', () => {
  expect(rule().largest(entryOf({ atr: 2, stopPrice: 96 }), viewOf({}))).toBe(Number.POSITIVE_INFINITY)
  expect(rule().largest(entryOf({ atr: 2, stopPrice: 96.01 }), viewOf({}))).toBe(0)
  expect(rule().largest(entryOf({ atr: 2, side: 'short', stopPrice: 104 }), viewOf({}))).toBe(Number.POSITIVE_INFINITY)
  expect(rule().largest(entryOf({ atr: 2, side: 'short', stopPrice: 103.99 }), viewOf({}))).toBe(0)
  expect(rule().explain(entryOf({ atr: 2, stopPrice: 96.5 }), viewOf({}))).toBe(
    'the stop is 3.5 away, less than 2 average true ranges of 2',
  )
})

test('a run works the range out for it, and nothing is entered before it is known', () => {
  expect(rule().reads).toBe('atr')
  expect(sizeEntry(entryOf({ atr: Number.NaN }), [rule()], viewOf({}))).toEqual({
    rule: 'stop_in_noise',
    reason: 'the average true range is not known yet',
  })
})
