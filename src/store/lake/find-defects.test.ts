import { expect, test } from 'vitest'
import { Bars } from '../../market/bars.ts'
import { findDefects } from './find-defects.ts'

const START_AT = Date.UTC(2024, 0, 1)

/** Rows as a damaged file may have them: `[minutes, open, high, low, close, volume]`. */
function rows(...values: readonly (readonly number[])[]): Bars {
  const bars = new Bars('5m', values.length)
  bars.length = values.length
  for (const [i, [minutes = 0, ...prices]] of values.entries()) {
    bars.time[i] = START_AT + minutes * 60_000
    for (const [k, column] of [bars.open, bars.high, bars.low, bars.close, bars.volume].entries()) {
      column[i] = prices[k] ?? Number.NaN
    }
  }
  return bars
}

const GOOD = [2, 3, 1, 2, 0] as const

test('sound rows have none', () => {
  expect(findDefects(rows([0, ...GOOD], [5, ...GOOD], [20, ...GOOD]), '2024-01')).toEqual([])
})

test('each row that can be no bar is named with its time and the reason', () => {
  const bars = rows(
    [0, ...GOOD],
    [0, ...GOOD],
    [10, ...GOOD],
    [5, ...GOOD],
    [17, ...GOOD],
    [20, 0, 3, 1, 2, 0],
    [25, 2, Number.NaN, 1, 2, 0],
    [30, 2, 1, 2, 2, 0],
    [35, 2, 3, 1, 2, -1],
    [31 * 1440, ...GOOD],
    [40, ...GOOD],
  )
  expect(
    findDefects(bars, '2024-01').map(({ row, time, problem }) => [row, (time - START_AT) / 60_000, problem]),
  ).toEqual([
    [1, 0, 'it is there twice'],
    [3, 5, 'it comes after a later one'],
    [4, 17, 'no bar opens then'],
    [5, 20, 'open 0 is not a price above 0'],
    [6, 25, 'high NaN is not a price above 0'],
    [7, 30, 'high 1 is below low 2'],
    [8, 35, 'volume -1 is not a number of 0 or more'],
    [9, 44_640, 'it is not of this month'],
  ])
})
