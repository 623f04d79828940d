import { expect, test } from 'vitest'
import { timeGuard } from './time-guard.ts'

test('gives what the work gives, and lets its errors through', () => {
  const guard = timeGuard()
  expect(guard(() => 42)).toBe(42)
  expect(() =>
    guard(() => {
      throw new RangeError('mine')
    }),
  ).toThrow(RangeError)
})

test('stops an endless loop, and works again after it', () => {
  const guard = timeGuard(50)
  const endless = () => {
    for (;;) Math.sqrt(2)
  }
  expect(() => guard(endless)).toThrow('took longer than 50 ms')
  expect(guard(() => 'still here')).toBe('still here')
})

test('one guard inside another gives both results', () => {
  const guard = timeGuard()
  expect(guard(() => guard(() => 1) + guard(() => 2))).toBe(3)
})
