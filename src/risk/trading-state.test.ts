import { expect, test } from 'vitest'
import { stricter } from './trading-state.ts'

test('each state is stricter than the one before, whichever is named first', () => {
  expect(stricter('active', 'close_only')).toBe('close_only')
  expect(stricter('close_only', 'active')).toBe('close_only')
  expect(stricter('close_only', 'halted')).toBe('halted')
  expect(stricter('halted', 'close_only')).toBe('halted')
  expect(stricter('halted', 'halted_flat')).toBe('halted_flat')
  expect(stricter('halted_flat', 'halted')).toBe('halted_flat')
  expect(stricter('active', 'active')).toBe('active')
})
