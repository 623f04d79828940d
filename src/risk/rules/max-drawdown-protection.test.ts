import { expect, test } from 'vitest'
import { sizeEntry } from '../size-entry.ts'
import { closedTrade, entryOf, viewOf } from '../testing/entries.ts'
import { maxDrawdownProtection } from './max-drawdown-protection.ts'

const rule = () => maxDrawdownProtection({ tradeLimit: 3, maxAllowedPct: 5, lookbackMs: 3_600_000, stopMs: 600_000 })
const having = (...returns: readonly number[]) =>
  viewOf({ past: { trades: returns.map((returnPct, k) => closedTrade({ returnPct, exitAt: 1000 * k, market: k })) } })

test('after trades that fell further than they may nothing is entered for a while', () => {
  expect(rule().largest(entryOf({ at: 601_999 }), having(2, -3, -2))).toBe(Number.POSITIVE_INFINITY)
  expect(rule().largest(entryOf({ at: 601_999 }), having(2, -3, -2.01))).toBe(0)
  expect(rule().largest(entryOf({ at: 602_000 }), having(2, -3, -2.01))).toBe(Number.POSITIVE_INFINITY)
  expect(sizeEntry(entryOf({ at: 601_999 }), [rule()], having(2, -3, -2.01))).toEqual({
    rule: 'max_drawdown_protection',
    reason:
      'the last 3 trades fell 5.01 % from their best, 5 % is allowed; nothing is entered until 1970-01-01T00:10:02.000Z',
  })
})

test('losses from the first trade on count, and a fall that was made good again does too', () => {
  expect(rule().largest(entryOf({ at: 2000 }), having(-2, -2, -1.01))).toBe(0)
  expect(rule().largest(entryOf({ at: 2000 }), having(2, -6, 9))).toBe(0)
})

test('fewer trades are not judged', () => {
  expect(rule().largest(entryOf({ at: 2000 }), having(-9, -9))).toBe(Number.POSITIVE_INFINITY)
})
