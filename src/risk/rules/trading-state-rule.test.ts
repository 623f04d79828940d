import { expect, test } from 'vitest'
import { sizeEntry } from '../size-entry.ts'
import { entryOf, viewOf } from '../testing/entries.ts'
import { tradingStateRule as rule } from './trading-state-rule.ts'

test('an active account enters, no other does', () => {
  expect(rule.largest(entryOf({}), viewOf({ past: { state: 'active' } }))).toBe(Number.POSITIVE_INFINITY)
  expect(rule.largest(entryOf({}), viewOf({ past: { state: 'close_only' } }))).toBe(0)
  expect(rule.largest(entryOf({}), viewOf({ past: { state: 'halted' } }))).toBe(0)
  expect(rule.largest(entryOf({}), viewOf({ past: { state: 'halted_flat' } }))).toBe(0)
})

test('the refusal says why', () => {
  const past = { state: 'halted', stateReason: 'the day lost 3.10 %' } as const
  expect(sizeEntry(entryOf({}), [rule], viewOf({ past }))).toEqual({
    rule: 'trading_state',
    reason: 'the account is halted: the day lost 3.10 %',
  })
})
