import { existsSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createPrng } from '../core/prng.ts'
import type { Timeframe } from '../core/timeframe.ts'
import { readCandles } from '../store/read-candles.ts'
import { Bars } from './bars.ts'
import { Resampler, resample } from './resample.ts'

const MINUTE = 60_000

/** Minutes of a random walk; each is there with probability `density`. Volumes are whole numbers, so sums are exact. */
function minutes(seed: number, count: number, density: number, startMinute = 0): Bars {
  const draw = createPrng(seed)
  const bars = new Bars('1m')
  let price = 100
  for (let k = 0; k < count; k++) {
    const open = price
    price += draw() - 0.5
    const isThere = draw() < density
    if (isThere)
      bars.append(
        (startMinute + k) * MINUTE,
        open,
        Math.max(open, price) + draw(),
        Math.min(open, price) - draw(),
        price,
        Math.floor(draw() * 100),
      )
  }
  return bars
}

function rowsOf(bars: Bars): number[][] {
  return Array.from({ length: bars.length }, (_, i) =>
    [bars.time, bars.open, bars.high, bars.low, bars.close, bars.volume].map((column) => column[i] as number),
  )
}

describe('resample', () => {
  test('takes the first open, the extremes, the last close and the sum of the volumes', () => {
    const bars = new Bars('1m')
    bars.append(0, 10, 12, 9, 11, 1)
    bars.append(MINUTE, 11, 15, 10, 14, 2)
    bars.append(2 * MINUTE, 14, 14, 7, 8, 3)
    expect(rowsOf(resample(bars, '3m'))).toEqual([[0, 10, 15, 7, 8, 6]])
  })

  test('leaves out a larger bar that had not closed by the end of the data', () => {
    expect(resample(minutes(1, 14, 1), '5m').length).toBe(2)
    expect(resample(minutes(1, 15, 1), '5m').length).toBe(3)
  })

  test('makes a larger bar of what is there, and none where nothing is', () => {
    const bars = new Bars('1m')
    for (const minute of [1, 3, 17, 20]) bars.append(minute * MINUTE, 10, 11, 9, 10, minute)
    expect(rowsOf(resample(bars, '5m')).map(([time, , , , , volume]) => [Number(time) / MINUTE, volume])).toEqual([
      [0, 4],
      [15, 17],
    ])
  })

  test('opens larger bars at multiples of their length, wherever the data begins', () => {
    const times = rowsOf(resample(minutes(2, 30, 1, 7), '5m')).map(([time]) => Number(time) / MINUTE)
    expect(times).toEqual([5, 10, 15, 20, 25, 30])
  })

  test('gives the same bar by bar as at once, and through a timeframe between as directly', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 1, max: 400 }),
        fc.double({ min: 0.3, max: 1, noNaN: true }),
        (seed, count, density) => {
          const bars = minutes(seed, count, density)
          const direct = resample(bars, '1h')
          const slow = new Resampler(bars, '1h')
          for (let to = 1; to <= bars.length; to++) slow.advance(to)
          expect(rowsOf(slow.bars)).toEqual(rowsOf(direct))
          const through = resample(resample(bars, '15m'), '1h')
          expect(rowsOf(through)).toEqual(rowsOf(direct).slice(0, through.length))
        },
      ),
      { numRuns: 50 },
    )
  })

  test.each([
    ['1m', '1m'],
    ['5m', '3m'],
    ['1h', '5m'],
    ['1d', '4h'],
  ] as [Timeframe, Timeframe][])('refuses to make %s bars into %s bars', (from, to) => {
    expect(() => resample(new Bars(from), to)).toThrow(`${to} bars cannot be made from ${from} bars`)
  })
})

const DATA = new URL('../../../shared/data/ohlcv/', import.meta.url)
const SPOT = 'binance/spot/'
const SPAN = '2020-12-01_2021-07-17'
const USDM = 'binance/usdm/'
const USDM_SPAN = '2023-01-01_2024-05-14'

/**
 * Smaller file, larger file, and how many fields of the larger bars differ from what the smaller ones give: volumes of a few hours that
 * the exchange itself reports differently (2021-04-22 02:00 and 2021-04-23 01:00 and 02:00 in every spot file).
 */
const comparisons: [string, string, number][] = [
  ...['BTC', 'ETH', 'SOL', 'XRP', 'ADA', 'LINK'].map(
    (base) => [`${SPOT}${base}USDT-5m-${SPAN}`, `${SPOT}${base}USDT-1h-${SPAN}`, 3] as [string, string, number],
  ),
  [`${USDM}BTCUSDT-5m-${USDM_SPAN}`, `${USDM}BTCUSDT-15m-${USDM_SPAN}`, 4],
  [`${USDM}BTCUSDT-5m-${USDM_SPAN}`, `${USDM}BTCUSDT-1h-${USDM_SPAN}`, 1],
  [`${USDM}BTCUSDT-15m-${USDM_SPAN}`, `${USDM}BTCUSDT-1h-${USDM_SPAN}`, 3],
  [`${USDM}ETHUSDT-5m-${USDM_SPAN}`, `${USDM}ETHUSDT-1h-${USDM_SPAN}`, 1],
  ['bybit/linear/BTCUSDT-15m-2023-11-29_2026-01-05', 'bybit/linear/BTCUSDT-1d-2023-12-18_2026-01-04', 0],
]

describe('the exchanges made the same larger bars themselves (skipped where ../shared/data is absent)', () => {
  test.skipIf(!existsSync(DATA)).each(comparisons)('%s gives %s but for %i fields', (small, large, expected) => {
    const own = readCandles(new URL(`${large}.csv.gz`, DATA).pathname)
    const made = resample(readCandles(new URL(`${small}.csv.gz`, DATA).pathname), own.timeframe)
    expect(differingFields(made, own)).toBe(expected)
  })
})

/** Fields that differ in the larger bars that both have. A sum of doubles may differ from the printed figure by its rounding. */
function differingFields(made: Bars, own: Bars): number {
  const indexOf = new Map(Array.from({ length: made.length }, (_, i) => [made.time[i], i]))
  let differing = 0
  let compared = 0
  for (let i = 0; i < own.length; i++) {
    const k = indexOf.get(own.time[i] as number)
    if (k === undefined) continue
    compared++
    for (const field of ['open', 'high', 'low', 'close', 'volume'] as const) {
      const [a, b] = [made[field][k] as number, own[field][i] as number]
      if (Math.abs(a - b) > Math.abs(b) * 1e-12) differing++
    }
  }
  expect(compared).toBeGreaterThan(own.length / 2)
  return differing
}
