import { expect, test } from 'vitest'
import { isTimeUp } from './time-limit.ts'

test('time is up when it is reached, not a millisecond before', () => {
  expect(isTimeUp(1000, 600, 1599)).toBe(false)
  expect(isTimeUp(1000, 600, 1600)).toBe(true)
})

test('without a limit it never is', () => {
  expect(isTimeUp(0, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER)).toBe(false)
})
