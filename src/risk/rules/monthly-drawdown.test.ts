import { expect, test } from 'vitest'
import { sizeEntry } from '../size-entry.ts'
import { entryOf, viewOf } from '../testing/entries.ts'
import { monthlyDrawdown } from './monthly-drawdown.ts'

const rule = () => monthlyDrawdown({ maxPct: 10, roundTripRate: 0.01 })
const past = { dayStartEquity: 11_000, monthStartEquity: 12_000, peakEquity: 13_000 }

test('an entry fits into what is left of the month', () => {
  // 1,200 - 1,000 - (135 + 1,000 x 0.01 / 2), over 5 + 1
  const view = viewOf({ equity: 11_000, atRisk: 135, grossNotional: 1000, past })
  expect(rule().largest(entryOf({}), view)).toBe(10)
  expect(rule().explain(entryOf({}), view)).toBe(
    'the month began with 12000.00, equity is 11000.00 and open positions may lose 140.00: 60.00 is left of 10 %',
  )
})

test('a month that has lost all that it may refuses, one cent before it does not', () => {
  expect(rule().largest(entryOf({}), viewOf({ equity: 10_800.01, past }))).toBeCloseTo(0.0016667, 7)
  expect(sizeEntry(entryOf({}), [rule()], viewOf({ equity: 10_800, past }))).toEqual({
    rule: 'monthly_drawdown',
    reason: 'the month began with 12000.00, equity is 10800.00 and open positions may lose 0.00: 0.00 is left of 10 %',
  })
})

test('a run keeps the beginning of the month for it', () => {
  expect(rule().reads).toBe('levels')
})
