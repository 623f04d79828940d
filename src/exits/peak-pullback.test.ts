import { expect, test } from 'vitest'
import { isPulledBack } from './peak-pullback.ts'
import { keptPct } from './tiered-ladder.ts'

const pullback = { givePct: 30, armAtPct: 5 }

test('leaves when 30 % of the best profit is gone, and not a moment before', () => {
  expect(isPulledBack(pullback, 10, 7)).toBe(true)
  expect(isPulledBack(pullback, 10, 7.01)).toBe(false)
  expect(isPulledBack(pullback, 10, -3)).toBe(true)
})

test('is armed by the peak', () => {
  expect(isPulledBack(pullback, 5, 0)).toBe(true)
  expect(isPulledBack(pullback, 4.99, 0)).toBe(false)
})

test('at the same moment it never leaves later than the ladder, whose stop is for what happens in between', () => {
  const ladder = [
    { fromPct: 8, keepPct: 3 },
    { fromPct: 15, keepPct: 8 },
    { fromPct: 25, keepPct: 15 },
  ]
  for (let peak = 8; peak < 60; peak += 0.25) expect(isPulledBack(pullback, peak, keptPct(ladder, peak))).toBe(true)
})
