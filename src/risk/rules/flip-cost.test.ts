import { expect, test } from 'vitest'
import { sizeEntry } from '../size-entry.ts'
import { closedTrade, entryOf, viewOf } from '../testing/entries.ts'
import { flipCost } from './flip-cost.ts'

const rule = () => flipCost({ withinMs: 900_000, leastTimes: 4, roundTripRate: 0.0025 })
const afterLong = viewOf({ past: { trades: [closedTrade({ side: 'long', exitAt: 0 })] } })
const afterShort = viewOf({ past: { trades: [closedTrade({ side: 'short', exitAt: 0 })] } })
const short = { side: 'short', stopPrice: 105 } as const

test('who turns round needs a target that pays for it', () => {
  expect(rule().largest(entryOf({ ...short, targetPrices: [99.01] }), afterLong)).toBe(0)
  expect(rule().largest(entryOf({ ...short, targetPrices: [99] }), afterLong)).toBe(Number.POSITIVE_INFINITY)
  expect(rule().largest(entryOf({ targetPrices: [100.99] }), afterShort)).toBe(0)
  expect(rule().largest(entryOf({ targetPrices: [101] }), afterShort)).toBe(Number.POSITIVE_INFINITY)
  expect(sizeEntry(entryOf({ ...short, targetPrices: [99.01] }), [rule()], afterLong)).toEqual({
    rule: 'flip_cost',
    reason: 'BTC/USDT:USDT was turned to short within 15 minutes: the target pays 0.990 %, it must pay 1.000 %',
  })
})

test('it is no flip any more after the time, to the millisecond', () => {
  const closed = viewOf({ past: { trades: [closedTrade({ side: 'long', exitAt: 1000 })] } })
  const at = (time: number) => rule().largest(entryOf({ ...short, targetPrices: [99.01], at: time }), closed)
  expect(at(900_999)).toBe(0)
  expect(at(901_000)).toBe(Number.POSITIVE_INFINITY)
})

test('the same side, another symbol and an entry without a target are no matter', () => {
  expect(rule().largest(entryOf({ targetPrices: [100.99] }), afterLong)).toBe(Number.POSITIVE_INFINITY)
  expect(rule().largest(entryOf({ ...short, market: 1, targetPrices: [99.01] }), afterLong)).toBe(
    Number.POSITIVE_INFINITY,
  )
  expect(rule().largest(entryOf({ ...short, targetPrices: [] }), afterLong)).toBe(Number.POSITIVE_INFINITY)
})
