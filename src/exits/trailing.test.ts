import { expect, test } from 'vitest'
import { steppedStop, trailedStop } from './trailing.ts'

test('the stop is at its distance behind the best price', () => {
  expect(trailedStop({ pct: 4, stepPct: 0.05 }, 'long', 200)).toBe(192)
  expect(trailedStop({ pct: 4, stepPct: 0.05 }, 'short', 200)).toBe(208)
})

test('without a distance it does not follow the best price', () => {
  expect(trailedStop({ stepPct: 0.05 }, 'long', 200)).toBeNaN()
})

test('the next stop is a step nearer: above for a long, below for a short', () => {
  expect(steppedStop({ stepPct: 0.5 }, 'long', 200)).toBeCloseTo(201, 9)
  expect(steppedStop({ stepPct: 0.5 }, 'short', 200)).toBe(199)
})
