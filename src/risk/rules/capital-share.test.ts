import { expect, test } from 'vitest'
import { sizeEntry } from '../size-entry.ts'
import { entryOf, viewOf } from '../testing/entries.ts'
import { capitalShare } from './capital-share.ts'

test('each market gets an equal share of the equity, times the leverage', () => {
  const entry = entryOf({ sizing: 'share', leverage: 2 })
  expect(capitalShare(4).largest(entry, viewOf({ equity: 10_000 }))).toBe(50)
})

test('says nothing about entries that are sized by their risk', () => {
  expect(capitalShare(4).largest(entryOf({}), viewOf({}))).toBe(Number.POSITIVE_INFINITY)
})

test('a share below the minimum is refused, one at it is not', () => {
  const entry = entryOf({ sizing: 'share' })
  expect(sizeEntry(entry, [capitalShare(4)], viewOf({ equity: 20 }))).toEqual({
    quantity: 0.05,
    limitedBy: 'capital_share',
  })
  expect(sizeEntry(entry, [capitalShare(4)], viewOf({ equity: 19.99 }))).toEqual({
    rule: 'below_minimum',
    reason:
      'BTC/USDT:USDT trades from 5 USDT on, capital_share allows 4.90: each of 4 markets gets an equal share of equity 19.99',
  })
})
