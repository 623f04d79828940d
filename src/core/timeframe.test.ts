import { expect, test } from 'vitest'
import { barOpenAt, parseTimeframe, TIMEFRAMES, timeframeMs, timeframeOfMs } from './timeframe.ts'

test('the timeframes are those that the documents name', () => {
  expect(TIMEFRAMES).toEqual(['1m', '3m', '5m', '15m', '30m', '1h', '4h', '1d'])
  expect(TIMEFRAMES.map(timeframeMs)).toEqual([6e4, 18e4, 3e5, 9e5, 18e5, 36e5, 144e5, 864e5])
})

test('each length belongs to one timeframe', () => {
  for (const timeframe of TIMEFRAMES) expect(timeframeOfMs(timeframeMs(timeframe))).toBe(timeframe)
  expect(timeframeOfMs(61_000)).toBeUndefined()
})

test('an unknown timeframe is refused with the nearest name', () => {
  expect(() => parseTimeframe('5min')).toThrow(
    expect.objectContaining({ code: 'usage', cure: expect.stringContaining('Did you mean "5m"?') }),
  )
  expect(() => parseTimeframe('toString')).toThrow('unknown timeframe "toString"')
})

test('a bar opens at a multiple of its length in UTC', () => {
  const at = Date.parse('2024-03-01T13:37:42Z')
  expect(new Date(barOpenAt(at, timeframeMs('15m'))).toISOString()).toBe('2024-03-01T13:30:00.000Z')
  expect(new Date(barOpenAt(at, timeframeMs('1d'))).toISOString()).toBe('2024-03-01T00:00:00.000Z')
})
