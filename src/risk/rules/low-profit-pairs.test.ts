import { expect, test } from 'vitest'
import { sizeEntry } from '../size-entry.ts'
import { closedTrade, entryOf, viewOf } from '../testing/entries.ts'
import { lowProfitPairs } from './low-profit-pairs.ts'

const rule = () => lowProfitPairs({ tradeLimit: 2, requiredProfitPct: 1, lookbackMs: 3_600_000, stopMs: 600_000 })
const having = (...returns: readonly number[]) =>
  viewOf({ past: { trades: returns.map((returnPct, k) => closedTrade({ returnPct, exitAt: 1000 * k })) } })

test('a symbol that made less than it must is left alone for a while', () => {
  expect(rule().largest(entryOf({ at: 600_999 }), having(0.5, 0.5))).toBe(Number.POSITIVE_INFINITY)
  expect(rule().largest(entryOf({ at: 600_999 }), having(0.5, 0.49))).toBe(0)
  expect(rule().largest(entryOf({ at: 601_000 }), having(0.5, 0.49))).toBe(Number.POSITIVE_INFINITY)
  expect(sizeEntry(entryOf({ at: 600_999 }), [rule()], having(0.5, 0.49))).toEqual({
    rule: 'low_profit_pairs',
    reason: '2 trades made 0.99 %, 1 % was required; nothing is entered until 1970-01-01T00:10:01.000Z',
  })
})

test('it is not judged by fewer trades, nor by those of another symbol', () => {
  expect(rule().largest(entryOf({ at: 1000 }), having(-5))).toBe(Number.POSITIVE_INFINITY)
  expect(rule().largest(entryOf({ at: 1000, market: 1 }), having(-5, -5))).toBe(Number.POSITIVE_INFINITY)
})
