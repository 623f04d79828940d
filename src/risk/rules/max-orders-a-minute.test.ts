import { expect, test } from 'vitest'
import { AccountBooks } from '../account-books.ts'
import { sizeEntry } from '../size-entry.ts'
import { entryOf, viewOf } from '../testing/entries.ts'
import { maxOrdersAMinute } from './max-orders-a-minute.ts'

const books = new AccountBooks(10_000)
books.onOrder(0, true)
books.onOrder(10_000, false)
books.onOrder(20_000, false)
const view = { ...viewOf({}), past: books }

test('an entry waits until one of the orders of the last minute is a minute old, to the millisecond', () => {
  const rule = maxOrdersAMinute(3)
  expect(rule.largest(entryOf({ at: 59_999 }), view)).toBe(0)
  expect(rule.largest(entryOf({ at: 60_000 }), view)).toBe(Number.POSITIVE_INFINITY)
})

test('the refusal counts the orders of the last minute alone', () => {
  expect(sizeEntry(entryOf({ at: 60_000 }), [maxOrdersAMinute(2)], view)).toEqual({
    rule: 'max_orders_a_minute',
    reason: '2 orders went out in the last minute, 2 may',
  })
})

test('one order more may go out where four may', () => {
  expect(maxOrdersAMinute(4).largest(entryOf({ at: 20_000 }), view)).toBe(Number.POSITIVE_INFINITY)
})
