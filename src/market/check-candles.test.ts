import { expect, test } from 'vitest'
import { CandleRows } from './candle-rows.ts'
import { checkedBars } from './check-candles.ts'

const MINUTE = 60_000
const source = { name: 'x.csv', placeOf: (row: number) => `line ${row + 2}` }

function rowsAt(minutes: readonly number[]): CandleRows {
  const rows = new CandleRows(minutes.length)
  for (const minute of minutes) {
    rows.timestamp.values[rows.length] = minute * MINUTE
    for (const field of ['open', 'high', 'low', 'close', 'volume'] as const) rows[field].values[rows.length] = 1
    rows.length++
  }
  return rows
}

test('the most frequent distance is the timeframe', () => {
  expect(checkedBars(rowsAt([0, 5, 10, 15, 40, 45, 90]), source).timeframe).toBe('5m')
  expect(checkedBars(rowsAt([0, 1, 3, 4, 7, 8]), source).timeframe).toBe('1m')
})

test('a timeframe that is given needs no distances', () => {
  expect(checkedBars(rowsAt([0]), source, '5m').timeframe).toBe('5m')
  expect(checkedBars(rowsAt([0, 2, 4]), source, '1m').timeframe).toBe('1m')
})

test('candles nearer to each other than the timeframe that is given are refused', () => {
  expect(() => checkedBars(rowsAt([0, 5, 6]), source, '5m')).toThrow(
    'x.csv line 4: the candle opens 1m after the one before, which is less than 5m',
  )
})

test('the memory of the rows becomes that of the bars', () => {
  const rows = rowsAt([0, 1])
  expect(checkedBars(rows, source).close).toBe(rows.close.values)
})
