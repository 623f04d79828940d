import { describe, expect, test } from 'vitest'
import { createInstrument } from '../../core/instrument.ts'
import { sizeEntry } from '../size-entry.ts'
import { entryOf, viewOf } from '../testing/entries.ts'
import { dailyLoss } from './daily-loss.ts'

// A contract at 100 with the stop at 95 loses 5, and 1 for the round trip.
const rule = () => dailyLoss({ maxPct: 3, roundTripRate: 0.01 })

describe('an entry', () => {
  test('fits into what the day has left: less what is lost, what is at risk and what leaving costs', () => {
    // 300 - 200 - (35 + 1,000 x 0.01 / 2)
    const view = viewOf({ equity: 9800, atRisk: 35, grossNotional: 1000 })
    expect(rule().largest(entryOf({}), view)).toBe(10)
    expect(rule().largest(entryOf({ side: 'short', stopPrice: 109 }), view)).toBe(6)
    expect(rule().explain(entryOf({}), view)).toBe(
      'the day began with 10000.00, equity is 9800.00 and open positions may lose 40.00: 60.00 is left of 3 %',
    )
  })

  test('of a contract that holds less loses less, costs and all', () => {
    const instrument = createInstrument({ symbol: 'BTC/USDT:USDT', tickSize: 0.01, lotSize: 1, contractSize: 0.25 })
    expect(rule().largest(entryOf({ instrument }), viewOf({}))).toBe(200)
  })

  test('may lose again what the day has won', () => {
    expect(rule().largest(entryOf({}), viewOf({ equity: 10_060 }))).toBe(60)
  })

  test('is measured from the beginning of the day, not of the month or the peak', () => {
    const past = { dayStartEquity: 10_200, monthStartEquity: 20_000, peakEquity: 30_000 }
    expect(rule().largest(entryOf({}), viewOf({ past }))).toBe(106 / 6)
  })
})

test('a day that has lost all that it may refuses, one cent before it does not', () => {
  expect(rule().largest(entryOf({}), viewOf({ equity: 9700.01 }))).toBeCloseTo(0.0016667, 7)
  expect(rule().largest(entryOf({}), viewOf({ equity: 9700 }))).toBe(0)
  expect(rule().largest(entryOf({}), viewOf({ equity: 9000 }))).toBe(0)
})

test('one cent more at risk, and what is left is below the minimum', () => {
  expect(sizeEntry(entryOf({}), [rule()], viewOf({ atRisk: 299.7 }))).toEqual({
    quantity: 0.05,
    limitedBy: 'daily_loss',
  })
  expect(sizeEntry(entryOf({}), [rule()], viewOf({ atRisk: 299.71 }))).toMatchObject({ rule: 'below_minimum' })
})

test('a run keeps the beginning of the day for it', () => {
  expect(rule().reads).toBe('levels')
})
