import { expect, test } from 'vitest'
import { sizeEntry } from '../size-entry.ts'
import { entryOf, viewOf } from '../testing/entries.ts'
import { maxTradesADay } from './max-trades-a-day.ts'

test('the fifth entry of five is let in, the sixth is not', () => {
  const rule = maxTradesADay(5)
  expect(rule.largest(entryOf({}), viewOf({ past: { entriesToday: 4 } }))).toBe(Number.POSITIVE_INFINITY)
  expect(rule.largest(entryOf({}), viewOf({ past: { entriesToday: 5 } }))).toBe(0)
  expect(sizeEntry(entryOf({}), [rule], viewOf({ past: { entriesToday: 5 } }))).toEqual({
    rule: 'max_trades_a_day',
    reason: '5 of 5 entries of the day are made',
  })
})
