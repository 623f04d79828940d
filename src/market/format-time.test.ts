import { expect, test } from 'vitest'
import { formatSpan, formatTime } from './format-time.ts'

test.each([
  [Date.UTC(2024, 0, 31, 13, 5), '2024-01-31 13:05'],
  [Date.UTC(2024, 0, 31, 13, 5, 9), '2024-01-31 13:05:09'],
  [Date.UTC(2024, 0, 31, 13, 5, 9, 7), '2024-01-31 13:05:09.007'],
  [1e300, '1e+300'],
])('the time %d is %s', (at, text) => expect(formatTime(at)).toBe(text))

test.each([
  [86_400_000, '1d'],
  [28_800_000, '8h'],
  [5_400_000, '90m'],
  [1500, '1500ms'],
])('the span %d is %s', (spanMs, text) => expect(formatSpan(spanMs)).toBe(text))
