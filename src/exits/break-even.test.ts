import { expect, test } from 'vitest'
import { isSafe } from './break-even.ts'

test('nothing may be lost once the profit is reached, in percent or in multiples of the risk', () => {
  expect([1.99, 2, 5].map((peakPct) => isSafe({ atPct: 2 }, peakPct, 0))).toEqual([false, true, true])
  expect([0.99, 1, 5].map((peakR) => isSafe({ atR: 1 }, 0, peakR))).toEqual([false, true, true])
})

test('of both the first that is reached counts', () => {
  const both = { atPct: 2, atR: 1 }
  expect(isSafe(both, 1.99, 0.99)).toBe(false)
  expect(isSafe(both, 2, 0.99)).toBe(true)
  expect(isSafe(both, 1.99, 1)).toBe(true)
})

test('what is not set is never reached', () => {
  expect(isSafe({}, 1000, 1000)).toBe(false)
  expect(isSafe({ atPct: 2 }, 1.99, 1000)).toBe(false)
  expect(isSafe({ atR: 1 }, 1000, 0.99)).toBe(false)
})
