import { expect, test } from 'vitest'
import { Bars } from '../../market/bars.ts'
import { SERIES_NAMES, Series } from '../../market/series.ts'
import { parseSeries } from '../../market/series-csv.ts'
import { defineIndicator } from '../indicator.ts'
import { createLines } from '../lines.ts'
import { fundingRate } from '../market/funding-rate.ts'
import { MarketColumns } from '../market-columns.ts'
import { asOfBars } from './as-of.ts'

const MINUTE_MS = 60_000

/** Bars that open at minutes 0, 1, 2, 5 and 6. */
function barsWith(...rows: readonly [at: number, value: number][]): Bars {
  const bars = new Bars('1m')
  for (const minute of [0, 1, 2, 5, 6]) bars.append(minute * MINUTE_MS, 1, 1, 1, 1, 0)
  const series = new Series()
  for (const [at, value] of rows) series.append(at, value)
  bars.series = { fundingRate: series }
  return bars
}

function valuesOf(columns: MarketColumns): number[] {
  const { column } = columns.lines(fundingRate).fundingRate
  columns.extend()
  return [...column.values.subarray(0, columns.bars.length)]
}

test('a value counts from the first bar that closes at or after its moment', () => {
  const bars = barsWith([2 * MINUTE_MS, 1], [2 * MINUTE_MS + 1, 2], [4 * MINUTE_MS, 3], [5 * MINUTE_MS, 4], [1e9, 5])
  expect(valuesOf(new MarketColumns(bars))).toEqual([Number.NaN, 1, 2, 4, 4])
})

test('a value from before the first bar counts from that on', () => {
  expect(valuesOf(new MarketColumns(barsWith([-5, 1], [-4, 2])))).toEqual([2, 2, 2, 2, 2])
})

test('takes up values that are appended while the bars come', () => {
  const bars = barsWith([MINUTE_MS, 1])
  const columns = new MarketColumns(bars)
  expect(valuesOf(columns)).toEqual([1, 1, 1, 1, 1])
  bars.series.fundingRate?.append(8 * MINUTE_MS, 2)
  bars.append(7 * MINUTE_MS, 1, 1, 1, 1, 0)
  expect(valuesOf(columns)).toEqual([1, 1, 1, 1, 1, 2])
})

test('on a larger timeframe, as of the close of its bars', () => {
  const bars = barsWith([MINUTE_MS, 1], [4 * MINUTE_MS, 2])
  const columns = new MarketColumns(bars)
  const line = createLines(columns, { fundingRate }).on('5m').fundingRate()
  bars.append(9 * MINUTE_MS, 1, 1, 1, 1, 0)
  columns.extend()
  const values = Array.from({ length: 6 }, (_, position) => line.at({ position }))
  expect(values).toEqual([Number.NaN, Number.NaN, Number.NaN, 2, 2, 2])
})

test.each(SERIES_NAMES)('without the series %s it names a file that brings it', (series) => {
  const reader = defineIndicator({
    name: 'reader',
    title: 'Reader',
    about: 'Reads a series.',
    params: {},
    lines: ['value'],
    takesSource: false,
    warmup: () => ({ value: 0 }),
    share: (inputs) => ({ value: asOfBars(inputs, series, 'reader') }),
  })
  let cure = ''
  try {
    new MarketColumns(new Bars('1m')).lines(reader)
  } catch (error) {
    expect(error).toMatchObject({
      code: 'data',
      message: expect.stringMatching(`^reader needs the .* series ${series}$`),
    })
    cure = (error as { cure: string }).cure
  }
  const columns = cure.match(/[a-z]+(_[a-z]+)+|benchmark/g) ?? []
  const text = `timestamp,${columns.join(',')}\n1${',0.5'.repeat(columns.length)}\n`
  expect(parseSeries(text, 'x.csv')[series]?.length).toBe(1)
})
