import { expect, test } from 'vitest'
import { entryOf, viewOf } from '../testing/entries.ts'
import { minHold } from './min-hold.ts'

const rule = () => minHold(900_000)

test('a position is held for so long, not a millisecond longer', () => {
  expect(rule().holds?.(1000, 900_999)).toBe('the position was opened 14.99 minutes ago and is held for 15 at least')
  expect(rule().holds?.(1000, 901_000)).toBeUndefined()
  expect(rule().holds?.(1000, 91_000)).toBe('the position was opened 1.5 minutes ago and is held for 15 at least')
})

test('entries are none of its business', () => {
  expect(rule().name).toBe('min_hold')
  expect(rule().largest(entryOf({}), viewOf({}))).toBe(Number.POSITIVE_INFINITY)
  expect(rule().explain(entryOf({}), viewOf({}))).toBe('it limits exits, not entries')
})
