import { describe, expect, test } from 'vitest'
import { sizeEntry } from '../size-entry.ts'
import { closedTrade, entryOf, viewOf } from '../testing/entries.ts'
import { kelly } from './kelly.ts'

const having = (...returns: readonly number[]) =>
  viewOf({ past: { trades: returns.map((returnPct) => closedTrade({ returnPct })) } })

describe('the size', () => {
  const rule = () => kelly({ fraction: 0.04, capPct: 2, minTrades: 4 })

  test('is a share of p - (1 - p) / b: 0.5 - 0.5 / 2 of winners twice as large', () => {
    expect(rule().largest(entryOf({}), having(2, 2, -1, -1))).toBe(20)
    expect(rule().largest(entryOf({ side: 'short', stopPrice: 110 }), having(2, 2, -1, -1))).toBe(10)
  })

  test('counts what a winner made over what a loser lost on average, not in all', () => {
    const careful = kelly({ fraction: 0.01, capPct: 2, minTrades: 4 })
    // 100 x 0.01 x (0.75 - 0.25 / 2) = 0.625 % of 10,000, over 5; winners of 8 are as much more than losers of 4
    expect(careful.largest(entryOf({}), having(2, 2, 2, -1))).toBe(12.5)
    expect(careful.largest(entryOf({}), having(8, 8, 8, -4))).toBe(12.5)
  })

  test('is capped', () => {
    expect(kelly({ fraction: 0.25, capPct: 2, minTrades: 4 }).largest(entryOf({}), having(2, 2, -1, -1))).toBe(40)
  })

  test('is the share of winners where none lost, and a trade that made nothing is no winner', () => {
    expect(kelly({ fraction: 0.01, capPct: 2, minTrades: 4 }).largest(entryOf({}), having(1, 1, 1, 1))).toBe(20)
    expect(kelly({ fraction: 0.01, capPct: 2, minTrades: 4 }).largest(entryOf({}), having(1, 1, 1, 0))).toBe(15)
  })

  test('of an entry in parts is its share, and no more than is left of the whole', () => {
    expect(rule().largest(entryOf({ sizeShare: 0.5 }), having(2, 2, -1, -1))).toBe(10)
    expect(rule().largest(entryOf({ sizeShare: 0.5, heldQuantity: 15 }), having(2, 2, -1, -1))).toBe(5)
    expect(rule().largest(entryOf({ sizeShare: 0.5, heldQuantity: 21 }), having(2, 2, -1, -1))).toBe(0)
  })
})

describe('a strategy', () => {
  const rule = () => kelly({ fraction: 0.25, capPct: 2, minTrades: 4 })

  test('without an edge does not enter, with the least it does', () => {
    expect(rule().largest(entryOf({}), having(1, 1, -1, -1))).toBe(0)
    expect(rule().largest(entryOf({}), having(-1, -1, -1, -1))).toBe(0)
    // 100 x 0.25 x (0.5 - 0.5 / 1.01) = 0.1238 % of 10,000, over 5
    expect(rule().largest(entryOf({}), having(1.01, 1.01, -1, -1))).toBeCloseTo(2.4752475, 6)
  })

  test('without an edge is told its fraction', () => {
    const given = (fraction: string) => ({
      rule: 'kelly',
      reason: `the last trades of the strategy give a Kelly fraction of ${fraction}; 0.25 of it is used, at most 2 % of the equity`,
    })
    expect(sizeEntry(entryOf({}), [rule()], having(1, 1, -1, -1))).toEqual(given('0.0000'))
    expect(sizeEntry(entryOf({}), [rule()], having(-1, -1, -1, -1))).toEqual(given('-Infinity'))
  })

  test('without an edge does not enter in an account without equity either', () => {
    expect(rule().largest(entryOf({}), { ...having(1, -2, -2, -2), equity: -100 })).toBe(0)
  })

  test('is judged by its own trades, from the least number on', () => {
    expect(rule().largest(entryOf({ strategy: 0 }), having(-1, -1, -1))).toBe(Number.POSITIVE_INFINITY)
    expect(rule().largest(entryOf({ strategy: 0 }), having(-1, -1, -1, -1))).toBe(0)
    expect(rule().largest(entryOf({ strategy: 1 }), having(-1, -1, -1, -1))).toBe(Number.POSITIVE_INFINITY)
  })
})
