import { describe, expect, test } from 'vitest'
import { SERIES_NAMES, type SeriesName } from './series.ts'
import { parseSeries } from './series-csv.ts'

/** Moments and values of a series as pairs. */
function rowsOf(text: string, name: SeriesName): readonly (readonly [number, number])[] {
  const series = parseSeries(text, 's.csv')[name]
  if (series === undefined) return []
  const { atColumn, valueColumn, length } = series
  return Array.from({ length }, (_, i) => [atColumn.values[i] as number, valueColumn.values[i] as number])
}

test('reads every series that there is', () => {
  const text = 'timestamp,funding_rate,open_interest,bid_depth,ask_depth,spread_bps,benchmark\n1000,-0.0001,2,3,0,5,6\n'
  expect(Object.keys(parseSeries(text, 's.csv'))).toEqual([...SERIES_NAMES])
  expect(SERIES_NAMES.map((name) => rowsOf(text, name))).toEqual(
    [-0.0001, 2, 3, 0, 5, 6].map((value) => [[1_000_000, value]]),
  )
})

test('an empty cell, and one that the line does not reach, mean no new value', () => {
  const text =
    'ask_depth;Timestamp;bid_depth\r\n5;2024-01-01T00:00:00Z;\r\n;2024-01-01T00:01:00.250Z;7\r\n\r\n6;1704067320\r\n'
  expect(rowsOf(text, 'askDepth')).toEqual([
    [1704067200000, 5],
    [1704067320000, 6],
  ])
  expect(rowsOf(text, 'bidDepth')).toEqual([[1704067260250, 7]])
  expect(rowsOf(text, 'benchmark')).toEqual([])
})

describe('refuses', () => {
  test.each([
    ['', 's.csv is empty', 'Give a CSV file with the header timestamp and any of funding_rate, open_interest,'],
    ['[1]', 's.csv line 1 is not CSV: it looks like JSON', 'Give the file'],
    ['bid_depth\n1\n', 's.csv line 1: no column timestamp', 'Give a CSV file with the header timestamp'],
    ['timestamp\n1\n', 's.csv line 1: no column beside timestamp', 'Give a CSV file with the header timestamp'],
    [
      'timestamp,bid_dept\n1,2\n',
      's.csv line 1: unknown column "bid_dept"',
      'Did you mean "bid_depth"? Known: timestamp,',
    ],
    ['timestamp,bid_depth,bid_depth\n1,2,3\n', 's.csv line 1: column "bid_depth" appears twice', 'Delete one'],
    ['timestamp,benchmark\n', 's.csv has no value of benchmark', 'Fill the column, or leave it out.'],
    ['timestamp,benchmark,bid_depth\n1,,5\n', 's.csv has no value of benchmark', 'Fill the column, or leave it out.'],
    ['timestamp,benchmark\nnoon,5\n', 's.csv line 2: timestamp "noon" is not a time', 'Correct the line'],
    ['timestamp,benchmark\n,5\n', 's.csv line 2: timestamp is empty', 'Correct the line'],
    ['timestamp,benchmark\n2,5\n2,6\n', 's.csv line 3: timestamp 2 is not after the row above: times must', 'Correct'],
    ['timestamp,benchmark\n2,\n1,6\n', 's.csv line 3: timestamp 1 is not after the row above: times must', 'Correct'],
    [
      'timestamp,spread_bps\n1,wide\n',
      's.csv line 2: spread_bps "wide" is not a finite number',
      'leave an unknown value',
    ],
    ['timestamp,spread_bps\n1,-1\n', 's.csv line 2: spread_bps -1 is below 0', 'Correct the line'],
    ['timestamp,open_interest\n1,-1\n', 's.csv line 2: open_interest -1 is below 0', 'Correct the line'],
    ['timestamp,bid_depth\n1,-1\n', 's.csv line 2: bid_depth -1 is below 0', 'Correct the line'],
    ['timestamp,ask_depth\n1,-1\n', 's.csv line 2: ask_depth -1 is below 0', 'Correct the line'],
    ['timestamp,benchmark\n1,0\n', 's.csv line 2: benchmark 0 is not a price above 0', 'Correct the line'],
    ['timestamp,funding_rate\n1,-1\n', 's.csv line 2: funding_rate -1 is not a ratio (0.0001 = 0.01 %)', 'Correct the'],
  ])('%j', (text, message, cure) => {
    const parse = () => parseSeries(text, 's.csv')
    expect(parse).toThrow(
      expect.objectContaining({
        code: 'data',
        message: expect.stringContaining(message),
        cure: expect.stringContaining(cure),
      }),
    )
  })
})
