import { expect, test } from 'vitest'
import { exposedBars } from './exposed-bars.ts'
import { NEW_YEAR_2024 } from './testing/run-of.ts'
import { tradeOf } from './testing/trade-of.ts'

const HOUR_MS = 3_600_000
const closes = Float64Array.from({ length: 10 }, (_, i) => NEW_YEAR_2024 + (i + 1) * HOUR_MS)

function exposed(...spans: [number, number][]): number {
  const trades = spans.map(([entry, exit]) =>
    tradeOf({ entryAt: NEW_YEAR_2024 + entry * HOUR_MS, exitAt: NEW_YEAR_2024 + exit * HOUR_MS }),
  )
  return exposedBars(trades, closes, HOUR_MS)
}

test('counts the bars of entry and exit', () => {
  expect(exposed([2, 4])).toBe(3)
})

test('counts a bar once when positions overlap, touch or contain each other', () => {
  expect(exposed([5, 8], [0, 6], [1, 2], [8, 9])).toBe(10)
})

test('a trade within one bar is one bar', () => {
  expect(exposed([9, 9])).toBe(1)
})

test('no trades are no bars', () => {
  expect(exposed()).toBe(0)
})
