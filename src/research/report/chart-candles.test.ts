import { expect, test } from 'vitest'
import { Bars } from '../../market/bars.ts'
import { NEW_YEAR_2024 } from '../metrics/testing/run-of.ts'
import { chartCandles } from './chart-candles.ts'

const MINUTE_MS = 60_000

function minuteBars(count: number, skip: (i: number) => boolean = () => false): Bars {
  const bars = new Bars('1m')
  for (let i = 0; i < count; i++) {
    if (!skip(i)) bars.append(NEW_YEAR_2024 + i * MINUTE_MS, 10 + i, 12 + i, 9 + i, 11 + i, 1)
  }
  return bars
}

test('few bars are drawn as they are, without a note', () => {
  const { candles, spanMs, note } = chartCandles(minuteBars(2), 5)
  expect(candles).toEqual([
    [NEW_YEAR_2024, 10, 11, 9, 12],
    [NEW_YEAR_2024 + MINUTE_MS, 11, 12, 10, 13],
  ])
  expect({ spanMs, note }).toEqual({ spanMs: MINUTE_MS, note: '' })
})

test('many bars become the next usual candles, and the note says so', () => {
  const { candles, note } = chartCandles(minuteBars(12), 5)
  expect(candles).toEqual([
    [NEW_YEAR_2024, 10, 13, 9, 14],
    [NEW_YEAR_2024 + 3 * MINUTE_MS, 13, 16, 12, 17],
    [NEW_YEAR_2024 + 6 * MINUTE_MS, 16, 19, 15, 20],
    [NEW_YEAR_2024 + 9 * MINUTE_MS, 19, 22, 18, 23],
  ])
  expect(note).toBe('12 bars of 1m drawn as 4 candles of 3m.')
})

test('a gap leaves no candle, and the next one starts on its own grid', () => {
  const { candles } = chartCandles(
    minuteBars(12, (i) => i >= 2 && i < 7),
    3,
  )
  expect(candles.map(([time]) => (time - NEW_YEAR_2024) / MINUTE_MS)).toEqual([0, 6, 9])
})
