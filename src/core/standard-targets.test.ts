import { expect, test } from 'vitest'
import { hasRoomForTargets, STANDARD_TARGETS } from './standard-targets.ts'

test('they close all of a position', () => {
  expect(STANDARD_TARGETS.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12)
})

test('a short needs room for the farthest above a price of 0', () => {
  expect(hasRoomForTargets('short', 90, 29.9)).toBe(true)
  expect(hasRoomForTargets('short', 90, 30)).toBe(false)
  expect(hasRoomForTargets('long', 90, 80)).toBe(true)
})
