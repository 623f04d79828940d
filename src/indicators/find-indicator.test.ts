import { expect, test } from 'vitest'
import { findIndicator } from './find-indicator.ts'
import { rsi } from './momentum/rsi.ts'

test('finds by name', () => {
  expect(findIndicator('rsi')).toBe(rsi)
})

test('an unknown name is refused with the nearest known one', () => {
  expect(() => findIndicator('bolinger')).toThrow(
    expect.objectContaining({ code: 'usage', cure: expect.stringContaining('Did you mean "bollinger"?') }),
  )
})
