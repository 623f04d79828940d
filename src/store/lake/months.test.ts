import { expect, test } from 'vitest'
import { isMonth, monthOf, partsByMonth, spanOfMonth } from './months.ts'
import { makeBars } from './testing/make-bars.ts'

test('a month goes from its first millisecond to the last one before the next, UTC', () => {
  expect(spanOfMonth('2023-12')).toEqual({ from: Date.UTC(2023, 11, 1), to: Date.UTC(2024, 0, 1) })
  expect(monthOf(Date.UTC(2024, 0, 1))).toBe('2024-01')
  expect(monthOf(Date.UTC(2024, 0, 1) - 1)).toBe('2023-12')
})

test('bars across the end of a year and a leap day', () => {
  const bars = makeBars('1d', Date.UTC(2023, 11, 30), 64)
  expect(partsByMonth(bars)).toEqual([
    { month: '2023-12', start: 0, end: 2 },
    { month: '2024-01', start: 2, end: 33 },
    { month: '2024-02', start: 33, end: 62 },
    { month: '2024-03', start: 62, end: 64 },
  ])
})

test('a month without bars has no part', () => {
  const bars = makeBars('1d', Date.UTC(2024, 0, 31), 1)
  bars.append(Date.UTC(2024, 2, 1), 1, 1, 1, 1, 1)
  expect(partsByMonth(bars).map(({ month }) => month)).toEqual(['2024-01', '2024-03'])
})

test.each([
  ['2024-01', true],
  ['2024-12', true],
  ['2024-13', false],
  ['2024-00', false],
  ['2024-1', false],
  ['2024-01.revised', false],
])('whether %s is a month: %s', (text, expected) => {
  expect(isMonth(text)).toBe(expected)
})
