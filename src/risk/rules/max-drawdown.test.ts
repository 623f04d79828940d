import { expect, test } from 'vitest'
import { sizeEntry } from '../size-entry.ts'
import { entryOf, viewOf } from '../testing/entries.ts'
import { maxDrawdown } from './max-drawdown.ts'

const rule = () => maxDrawdown({ maxPct: 20, roundTripRate: 0.01 })
const past = { dayStartEquity: 11_000, monthStartEquity: 12_000, peakEquity: 15_000 }

test('an entry fits into what may still be lost from the peak', () => {
  // 3,000 - 2,800 - (135 + 1,000 x 0.01 / 2), over 5 + 1
  const view = viewOf({ equity: 12_200, atRisk: 135, grossNotional: 1000, past })
  expect(rule().largest(entryOf({}), view)).toBe(10)
  expect(rule().explain(entryOf({}), view)).toBe(
    'the peak was 15000.00, equity is 12200.00 and open positions may lose 140.00: 60.00 is left of 20 %',
  )
})

test('an account that has fallen as far as it may refuses, one cent before it does not', () => {
  expect(rule().largest(entryOf({}), viewOf({ equity: 12_000.01, past }))).toBeCloseTo(0.0016667, 7)
  expect(sizeEntry(entryOf({}), [rule()], viewOf({ equity: 12_000, past }))).toEqual({
    rule: 'max_drawdown',
    reason: 'the peak was 15000.00, equity is 12000.00 and open positions may lose 0.00: 0.00 is left of 20 %',
  })
})

test('a run keeps the peak for it', () => {
  expect(rule().reads).toBe('levels')
})
