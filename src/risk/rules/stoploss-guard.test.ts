import { expect, test } from 'vitest'
import type { ClosedTrade } from '../risk-rule.ts'
import { sizeEntry } from '../size-entry.ts'
import { closedTrade, entryOf, viewOf } from '../testing/entries.ts'
import { stoplossGuard } from './stoploss-guard.ts'

const rule = () => stoplossGuard({ tradeLimit: 2, requiredProfitPct: 0, lookbackMs: 3_600_000, stopMs: 600_000 })
const stop = closedTrade({ exitAt: 0, exitReason: 'stop_loss', returnPct: -1 })
const having = (second: Partial<ClosedTrade>) =>
  viewOf({ past: { trades: [stop, closedTrade({ exitAt: 1000, ...second })] } })
const entry = entryOf({ at: 600_999 })

test('two stops are too many, one is not', () => {
  expect(rule().largest(entry, viewOf({ past: { trades: [stop] } }))).toBe(Number.POSITIVE_INFINITY)
  expect(rule().largest(entry, having({}))).toBe(0)
  expect(rule().largest(entryOf({ at: 601_000 }), having({}))).toBe(Number.POSITIVE_INFINITY)
  expect(sizeEntry(entry, [rule()], having({}))).toEqual({
    rule: 'stoploss_guard',
    reason: '2 trades ended at their stop, 2 are too many; nothing is entered until 1970-01-01T00:10:01.000Z',
  })
})

test('a trailing stop and a liquidation are stops, other exits are not', () => {
  expect(rule().largest(entry, having({ exitReason: 'trailing_stop_loss' }))).toBe(0)
  expect(rule().largest(entry, having({ exitReason: 'liquidation' }))).toBe(0)
  expect(rule().largest(entry, having({ exitReason: 'exit_signal' }))).toBe(Number.POSITIVE_INFINITY)
  expect(rule().largest(entry, having({ exitReason: 'timeout' }))).toBe(Number.POSITIVE_INFINITY)
})

test('a stop that made as much as it must does not count', () => {
  expect(rule().largest(entry, having({ exitReason: 'trailing_stop_loss', returnPct: -0.01 }))).toBe(0)
  expect(rule().largest(entry, having({ exitReason: 'trailing_stop_loss', returnPct: 0 }))).toBe(
    Number.POSITIVE_INFINITY,
  )
})
