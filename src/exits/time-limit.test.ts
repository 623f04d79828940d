import { expect, test } from 'vitest'
import { firstTimeUp, isTimeUp } from './time-limit.ts'

test('time is up when it is reached, not a millisecond before', () => {
  expect(isTimeUp(1000, 600, 1599)).toBe(false)
  expect(isTimeUp(1000, 600, 1600)).toBe(true)
})

test('without a limit it never is', () => {
  expect(isTimeUp(0, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER)).toBe(false)
})

test('the first bar at whose close the time of any position is up', () => {
  const times = Float64Array.of(0, 60, 120, 180, 240)
  const held = (openedAt: number, maxHoldMs: number) => ({ openedAt, plan: { maxHoldMs } })
  const never = held(0, Number.POSITIVE_INFINITY)
  expect(firstTimeUp([], times, 60, 0, 5)).toBe(5)
  expect(firstTimeUp([never], times, 60, 0, 5)).toBe(5)
  expect(firstTimeUp([held(0, 180)], times, 60, 0, 5)).toBe(2)
  expect(firstTimeUp([held(0, 181), never, held(60, 240)], times, 60, 0, 5)).toBe(3)
  expect(firstTimeUp([held(0, 180)], times, 60, 3, 5)).toBe(3)
  expect(firstTimeUp([held(0, 300)], times, 60, 0, 4)).toBe(4)
  expect(firstTimeUp([held(0, 300)], times, 60, 4, 5)).toBe(4)
})
