import { expect, test } from 'vitest'
import type { Timeframe } from '../../core/timeframe.ts'
import * as indicators from '../../indicators/catalogue.ts'
import { MarketColumns } from '../../indicators/market-columns.ts'
import { Bars } from '../../market/bars.ts'
import { bindValue, sourceOn } from './bind-value.ts'
import type { Value } from './condition.ts'

/** Bars of 5m from midnight on: bar i opens at 10 + i and closes at 20 + i. */
function market() {
  const bars = new Bars('5m')
  for (let i = 0; i < 12; i++) bars.append(i * bars.timeframeMs, 10 + i, 20 + i, 10 + i, 20 + i, i)
  return new MarketColumns(bars)
}

/** The value at a bar of 5m, and so many bars of `own` before. */
function reader(value: Value, own: Timeframe = '5m') {
  const source = market()
  let taken = 0
  const cells = new Float64Array(50)
  const binding = { indicators, source, own: sourceOn(source, own), cells, takeCell: () => taken++ }
  const { fill, cell } = bindValue(value, binding)
  source.extend()
  return (position: number, ago: number): number => {
    fill(position, ago)
    return cells[cell] as number
  }
}

const close: Value = { type: 'bar', field: 'close', timeframe: undefined }
const two: Value = { type: 'number', value: 2 }

test('a field of the bar, now and before', () => {
  const at = reader({ type: 'bar', field: 'open', timeframe: '5m' })
  expect([at(5, 0), at(5, 2), at(5, 5), at(5, 6)]).toEqual([15, 13, 10, Number.NaN])
})

test.each([
  ['+', 27],
  ['-', 23],
  ['*', 50],
  ['/', 12.5],
] as const)('close %s 2', (operator, expected) => {
  expect(reader({ type: 'arithmetic', operator, left: close, right: two })(5, 0)).toBe(expected)
})

test('the contrary sign', () => {
  expect(reader({ type: 'negative', value: close })(5, 1)).toBe(-24)
})

test('a line reads the source that is named', () => {
  const sma = { type: 'line', indicator: 'sma', params: { period: 2 }, line: 'sma', timeframe: undefined } as const
  expect(reader({ ...sma, source: 'close' })(5, 0)).toBe(24.5)
  expect(reader({ ...sma, source: 'volume' })(5, 0)).toBe(4.5)
})

test('on the timeframe of the comparison, bars before are its own', () => {
  const at = reader({ type: 'bar', field: 'close', timeframe: '15m' }, '15m')
  expect([at(1, 0), at(2, 0), at(4, 0), at(5, 0), at(7, 1), at(8, 1), at(8, 3)]).toEqual([
    Number.NaN,
    22,
    22,
    25,
    22,
    25,
    Number.NaN,
  ])
})

test('on a larger timeframe, what had closed when that bar closed', () => {
  const at = reader({ type: 'bar', field: 'close', timeframe: '15m' })
  expect([0, 1, 2, 3, 4, 5, 6].map((ago) => at(6, ago))).toEqual([25, 25, 22, 22, 22, Number.NaN, Number.NaN])
  const onLarger = reader({ type: 'bar', field: 'close', timeframe: '30m' }, '15m')
  expect([0, 1, 2, 3, 4].map((ago) => onLarger(11, ago))).toEqual([31, 25, 25, Number.NaN, Number.NaN])
})
