import { describe, expect, test } from 'vitest'
import { type Lock, lockRule } from './lock-rule.ts'
import type { ClosedTrade } from './risk-rule.ts'
import { closedTrade, entryOf, viewOf } from './testing/entries.ts'

/** Two losses within a minute lock for five. */
const twoLosses = (lock: Partial<Lock>) =>
  lockRule('two_losses', { lookbackMs: 60_000, stopMs: 300_000, ...lock }, (trades) => {
    const losses = trades.filter(({ returnPct }) => returnPct < 0).length
    return losses >= 2 ? `${losses} losses` : undefined
  })
const having = (...trades: readonly Partial<ClosedTrade>[]) => viewOf({ past: { trades: trades.map(closedTrade) } })

describe('a lock', () => {
  const rule = twoLosses({})

  test('holds from the trade that brought it, to the millisecond', () => {
    const view = having({ exitAt: 0 }, { exitAt: 59_999 })
    expect(rule.largest(entryOf({ at: 59_999 }), view)).toBe(0)
    expect(rule.largest(entryOf({ at: 359_998 }), view)).toBe(0)
    expect(rule.largest(entryOf({ at: 359_999 }), view)).toBe(Number.POSITIVE_INFINITY)
    expect(rule.explain(entryOf({ at: 60_000 }), view)).toBe(
      '2 losses; nothing is entered until 1970-01-01T00:05:59.999Z',
    )
  })

  test('does not come from trades that are too far apart', () => {
    expect(rule.largest(entryOf({ at: 60_000 }), having({ exitAt: 0 }, { exitAt: 60_000 }))).toBe(
      Number.POSITIVE_INFINITY,
    )
    expect(rule.largest(entryOf({ at: 0 }), having())).toBe(Number.POSITIVE_INFINITY)
  })

  test('is not lifted by a trade that was good, and made longer by one that was bad', () => {
    const good = having({ exitAt: 0 }, { exitAt: 1000 }, { exitAt: 200_000, returnPct: 10 })
    expect(rule.largest(entryOf({ at: 300_999 }), good)).toBe(0)
    expect(rule.largest(entryOf({ at: 301_000 }), good)).toBe(Number.POSITIVE_INFINITY)
    const bad = having({ exitAt: 0 }, { exitAt: 1000 }, { exitAt: 2000 })
    expect(rule.largest(entryOf({ at: 301_999 }), bad)).toBe(0)
    expect(rule.largest(entryOf({ at: 302_000 }), bad)).toBe(Number.POSITIVE_INFINITY)
    expect(rule.explain(entryOf({ at: 2000 }), bad)).toBe('3 losses; nothing is entered until 1970-01-01T00:05:02.000Z')
  })
})

test('one trade can be enough, and the lock that ends last counts', () => {
  const anyLoss = lockRule('any_loss', { lookbackMs: 60_000, stopMs: 1000 }, (trades) =>
    trades.some(({ returnPct }) => returnPct < 0) ? `${trades.length} trades` : undefined,
  )
  expect(anyLoss.name).toBe('any_loss')
  const one = having({ exitAt: 500 })
  expect(anyLoss.largest(entryOf({ at: 1499 }), one)).toBe(0)
  expect(anyLoss.largest(entryOf({ at: 1500 }), one)).toBe(Number.POSITIVE_INFINITY)
  // The second lock begins as the first ends.
  const two = having({ exitAt: 500 }, { exitAt: 1500 })
  expect(anyLoss.largest(entryOf({ at: 2499 }), two)).toBe(0)
  expect(anyLoss.explain(entryOf({ at: 2000 }), two)).toBe(
    '2 trades; nothing is entered until 1970-01-01T00:00:02.500Z',
  )
})

test('a lock of another symbol that has ended since is over', () => {
  const perPair = lockRule('per_pair', { lookbackMs: 60_000, stopMs: 1000, onlyPerPair: true }, () => 'bad')
  const view = having({ market: 0, exitAt: 0 }, { market: 1, exitAt: 1001 })
  expect(perPair.largest(entryOf({ market: 0, at: 1001 }), view)).toBe(Number.POSITIVE_INFINITY)
  expect(perPair.largest(entryOf({ market: 1, at: 2000 }), view)).toBe(0)
})

test('trades are judged in their order, the oldest first', () => {
  const rule = lockRule('last_three', { lookbackMs: 60_000, stopMs: 1000 }, (trades) =>
    trades.map(({ returnPct }) => returnPct).join(' then '),
  )
  const view = having({ exitAt: 1, returnPct: 3 }, { exitAt: 2, returnPct: -2 }, { exitAt: 3, returnPct: -1 })
  expect(rule.explain(entryOf({ at: 3 }), view)).toBe(
    '3 then -2 then -1; nothing is entered until 1970-01-01T00:00:01.003Z',
  )
})

test('a trade that is told late does not make a lock shorter', () => {
  const view = having({ exitAt: 0 }, { exitAt: 2000 }, { exitAt: 1000 })
  expect(twoLosses({}).largest(entryOf({ at: 301_999 }), view)).toBe(0)
  expect(twoLosses({}).largest(entryOf({ at: 302_000 }), view)).toBe(Number.POSITIVE_INFINITY)
})

describe('who waits', () => {
  const mixed = having({ market: 0, side: 'long' }, { market: 1, side: 'short' })
  const paired = having({ market: 0, side: 'long' }, { market: 0, side: 'short' })
  const sided = having({ market: 0, side: 'long' }, { market: 1, side: 'long' })
  const allows = (lock: Partial<Lock>, view: typeof mixed, of: { market: number; side: 'long' | 'short' }) =>
    twoLosses(lock).largest(entryOf(of), view) > 0

  test('is everyone, where nothing else is said', () => {
    expect(allows({}, mixed, { market: 7, side: 'short' })).toBe(false)
  })

  test('is the symbol alone', () => {
    expect(allows({ onlyPerPair: true }, mixed, { market: 0, side: 'long' })).toBe(true)
    expect(allows({ onlyPerPair: true }, mixed, { market: 1, side: 'short' })).toBe(true)
    expect(allows({ onlyPerPair: true }, paired, { market: 0, side: 'long' })).toBe(false)
    expect(allows({ onlyPerPair: true }, paired, { market: 1, side: 'long' })).toBe(true)
  })

  test('is the side alone', () => {
    expect(allows({ onlyPerSide: true }, mixed, { market: 0, side: 'long' })).toBe(true)
    expect(allows({ onlyPerSide: true }, sided, { market: 7, side: 'long' })).toBe(false)
    expect(allows({ onlyPerSide: true }, sided, { market: 7, side: 'short' })).toBe(true)
  })

  test('is one side of the symbol', () => {
    const lock = { onlyPerPair: true, onlyPerSide: true }
    const both = having({ market: 0, side: 'long' }, { market: 0, side: 'long' })
    expect(allows(lock, paired, { market: 0, side: 'long' })).toBe(true)
    expect(allows(lock, sided, { market: 0, side: 'long' })).toBe(true)
    expect(allows(lock, both, { market: 0, side: 'long' })).toBe(false)
    expect(allows(lock, both, { market: 0, side: 'short' })).toBe(true)
  })
})
