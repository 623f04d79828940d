import { expect, test } from 'vitest'
import { checkBars } from './check-bars.ts'
import { makeBars } from './testing/make-bars.ts'

const START_AT = Date.UTC(2024, 0, 1)
const LATER = Date.UTC(2025, 0, 1)
const good = () => makeBars('5m', START_AT, 20)

test('sound bars pass, and none at all', () => {
  expect(() => checkBars(good(), 'a.csv', 'real', LATER)).not.toThrow()
  expect(() => checkBars(makeBars('5m', START_AT, 0), 'a.csv', 'real', LATER)).not.toThrow()
})

test.each([
  ['open', 0, 'open 0 is not a price above 0'],
  ['high', Number.NaN, 'high NaN is not a price above 0'],
  ['low', -1, 'low -1 is not a price above 0'],
  ['close', Number.POSITIVE_INFINITY, 'close Infinity is not a price above 0'],
  ['volume', -1, 'volume -1 is not a number of 0 or more'],
  ['volume', Number.NaN, 'volume NaN is not a number of 0 or more'],
  ['high', 1, 'high 1 is below low'],
  ['time', Number.NaN, 'timestamp NaN is not a time after 1970'],
] as const)('%s %d is refused with its place', (column, value, problem) => {
  const bars = good()
  bars[column][7] = value
  expect(() => checkBars(bars, 'a.csv', 'real', LATER)).toThrow(`a.csv bar 8: ${problem}`)
})

test('a bar that opens between two bars of its timeframe is refused', () => {
  const bars = good()
  for (let i = 3; i < bars.length; i++) bars.time[i] = (bars.time[i] as number) + 1
  expect(() => checkBars(bars, 'a.csv', 'real', LATER)).toThrow(
    'a.csv bar 4: 2024-01-01 00:15:00.001 is not when a bar of 5m opens',
  )
})

test('a bar counts from the moment at which it closes, unless no market ever made it', () => {
  const bars = good()
  const closesAt = START_AT + 20 * 300_000
  expect(() => checkBars(bars, 'a.csv', 'real', closesAt)).not.toThrow()
  expect(() => checkBars(bars, 'a.csv', 'real', closesAt - 1)).toThrow(
    'a.csv bar 20: the bar of 2024-01-01 01:35 closes at 2024-01-01 01:40, which is yet to come',
  )
  expect(() => checkBars(bars, 'a.csv', 'paper', closesAt - 1)).toThrow(/yet to come/)
  expect(() => checkBars(bars, 'a.csv', 'synthetic', closesAt - 1)).not.toThrow()
})

test('no time is beyond what the name of a month can say', () => {
  const bars = makeBars('1d', Date.UTC(9999, 0, 1), 1)
  expect(() => checkBars(bars, 'a.csv', 'synthetic', LATER)).toThrow(/yet to come/)
})
