import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createPrng } from '../core/prng.ts'
import type { Timeframe } from '../core/timeframe.ts'
import { readCandles } from '../store/read-candles.ts'
import { Bars } from './bars.ts'
import { Resampler, resample } from './resample.ts'

const MINUTE = 60_000

/** Minutes of a random walk with volumes of up to 5 decimals; each minute is there with probability `density`. */
function minutes(seed: number, count: number, density: number, startMinute = 0): Bars {
  const draw = createPrng(seed)
  const bars = new Bars('1m')
  let price = 100
  for (let k = 0; k < count; k++) {
    const open = price
    price += draw() - 0.5
    const volume = Number((draw() * 100).toFixed(5))
    if (draw() >= density) continue
    const [high, low] = [Math.max(open, price) + draw(), Math.min(open, price) - draw()]
    bars.append((startMinute + k) * MINUTE, open, high, low, price, volume)
  }
  return bars
}

function rowsOf(bars: Bars): number[][] {
  const columns = [bars.time, bars.open, bars.high, bars.low, bars.close, bars.volume]
  return Array.from({ length: bars.length }, (_, i) => columns.map((column) => column[i] as number))
}

const openMinutes = (bars: Bars) => rowsOf(bars).map(([time]) => Number(time) / MINUTE)

describe('resample', () => {
  test('takes the first open, the extremes, the last close and the sum of the volumes', () => {
    const bars = new Bars('1m')
    bars.append(0, 10, 12, 9, 11, 0.1)
    bars.append(MINUTE, 11, 15, 10, 14, 0.2)
    bars.append(2 * MINUTE, 14, 14, 7, 8, 3)
    expect(rowsOf(resample(bars, '3m', 'x'))).toEqual([[0, 10, 15, 7, 8, 3.3]])
  })

  test('leaves out a larger bar that had not closed by the end of the data, or keeps it when told to', () => {
    expect(openMinutes(resample(minutes(1, 14, 1), '5m', 'x'))).toEqual([0, 5])
    expect(openMinutes(resample(minutes(1, 15, 1), '5m', 'x'))).toEqual([0, 5, 10])
    expect(openMinutes(resample(minutes(1, 14, 1), '5m', 'x', { keepPartial: true }))).toEqual([0, 5, 10])
  })

  test('makes a larger bar of what is there, and none where nothing is', () => {
    const bars = new Bars('1m')
    for (const minute of [1, 3, 17, 20]) bars.append(minute * MINUTE, 10, 11, 9, 10, minute)
    expect(rowsOf(resample(bars, '5m', 'x'))).toEqual([
      [0, 10, 11, 9, 10, 4],
      [15 * MINUTE, 10, 11, 9, 10, 17],
    ])
  })

  test('opens larger bars at multiples of their length, wherever the data begin', () => {
    expect(openMinutes(resample(minutes(2, 30, 1, 7), '5m', 'x'))).toEqual([5, 10, 15, 20, 25, 30])
  })

  test('a larger bar is there as soon as its last smaller one has closed', () => {
    const bars = minutes(3, 10, 1)
    const resampler = new Resampler(bars, '5m')
    const lengths = Array.from({ length: 10 }, (_, i) => {
      resampler.next(i)
      return resampler.bars.length
    })
    expect(lengths).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 1, 2])
  })

  test('by way of a timeframe between it gives the same bits as directly', () => {
    const density = fc.double({ min: 0.05, max: 1, noNaN: true })
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: 400 }), density, (seed, count, share) => {
        const bars = minutes(seed, count, share)
        const through = resample(resample(bars, '5m', 'x', { keepPartial: true }), '1h', 'x', { keepPartial: true })
        expect(rowsOf(through)).toEqual(rowsOf(resample(bars, '1h', 'x', { keepPartial: true })))
      }),
    )
  })

  test.each([
    ['5m', '3m', 'x.csv holds 5m bars, and 3m is smaller'],
    ['3m', '5m', 'x.csv holds 3m bars, and 5m is no multiple of them'],
    ['1d', '4h', 'x.csv holds 1d bars, and 4h is smaller'],
  ] as [Timeframe, Timeframe, string][])('does not make %s bars into %s bars', (from, to, message) => {
    expect(() => resample(new Bars(from), to, 'x.csv')).toThrow(message)
  })
})

const FOLDER = new URL('../../../shared/data/ohlcv/', import.meta.url)
const isThere = existsSync(FOLDER)
const SPOT = 'binance/spot'
const USDM = 'binance/usdm'
const SPAN = '2020-12-01_2021-07-17'
const PERPETUAL_SPAN = '2023-01-01_2024-05-14'
const BTC_LONG = `${SPOT}/BTCUSDT-1h-2017-08-17_2024-04-21`
const DAILY = 'coinbase/spot/BTCUSD-1d-2014-12-01_2018-08-13'

/** Three hours in which every hourly spot bar has more volume than the exchange's own bars of five minutes. */
const SPOT_DIFFERENCES = ['2021-04-22T02:00 volume', '2021-04-23T01:00 volume', '2021-04-23T02:00 volume']

/** The long file was fetched later: hours around outages had been mended, and one of them is not there. */
const LONG_DIFFERENCES = [
  ...['high', 'close', 'volume'].map((field) => `2020-12-21T13:00 ${field}`),
  '2020-12-21T14:00 missing',
  ...['low', 'volume'].map((field) => `2021-01-11T08:00 ${field}`),
  '2021-04-22T02:00 volume',
  ...['close', 'volume'].map((field) => `2021-04-23T01:00 ${field}`),
  '2021-04-23T02:00 volume',
]

/** Smaller file, larger file, and every field of the larger one that the smaller one does not give exactly. */
const comparisons: readonly (readonly [string, string, readonly string[]])[] = [
  ...['ADA', 'BTC', 'ETH', 'LINK', 'SOL', 'XRP'].map(
    (base) => [`${SPOT}/${base}USDT-5m-${SPAN}`, `${SPOT}/${base}USDT-1h-${SPAN}`, SPOT_DIFFERENCES] as const,
  ),
  [`${SPOT}/BTCUSDT-5m-${SPAN}`, BTC_LONG, LONG_DIFFERENCES],
  [`${SPOT}/BTCUSDT-1m-2021-02-19`, `${SPOT}/BTCUSDT-5m-${SPAN}`, []],
  [`${SPOT}/BTCUSDT-1m-2021-02-19`, `${SPOT}/BTCUSDT-1h-${SPAN}`, []],
  [`${SPOT}/BTCUSDT-1m-2021-02-19`, BTC_LONG, []],
  [
    `${USDM}/BTCUSDT-5m-${PERPETUAL_SPAN}`,
    `${USDM}/BTCUSDT-15m-${PERPETUAL_SPAN}`,
    ['2023-11-10T15:00 high', '2023-11-10T15:00 close', '2023-11-10T15:00 volume', '2023-11-10T16:30 volume'],
  ],
  [`${USDM}/BTCUSDT-5m-${PERPETUAL_SPAN}`, `${USDM}/BTCUSDT-1h-${PERPETUAL_SPAN}`, ['2023-11-10T15:00 volume']],
  [
    `${USDM}/BTCUSDT-15m-${PERPETUAL_SPAN}`,
    `${USDM}/BTCUSDT-1h-${PERPETUAL_SPAN}`,
    ['2023-11-10T15:00 high', '2023-11-10T15:00 volume', '2023-11-10T16:00 volume'],
  ],
  [`${USDM}/ETHUSDT-5m-${PERPETUAL_SPAN}`, `${USDM}/ETHUSDT-1h-${PERPETUAL_SPAN}`, ['2023-11-10T15:00 volume']],
  ['bybit/linear/BTCUSDT-15m-2023-11-29_2026-01-05', 'bybit/linear/BTCUSDT-1d-2023-12-18_2026-01-04', []],
  ['coinbase/spot/BTCUSD-1m-20180405', DAILY, []],
  ['coinbase/spot/BTCUSD-1m-20180406', DAILY, []],
]

describe(`exchanges made the same larger bars${isThere ? '' : ' (skipped: ../shared/data is not there)'}`, () => {
  test.skipIf(!isThere).each(comparisons)('%s gives %s', (small, large, expected) => {
    const own = read(large)
    expect(differences(resample(read(small), own.timeframe, small), own)).toEqual(expected)
  })
})

function read(name: string): Bars {
  return readCandles(fileURLToPath(new URL(`${name}.csv.gz`, FOLDER)))
}

/** Fields that are not the same double, in the span that both have; every bar made must be among the exchange's. */
function differences(made: Bars, own: Bars): string[] {
  const found: string[] = []
  for (let i = 0; i < made.length; i++) {
    const time = made.time[i] as number
    if (time < (own.time[0] as number) || time > (own.time[own.length - 1] as number)) continue
    const k = own.indexAtOrAfter(time)
    const at = new Date(time).toISOString().slice(0, 16)
    if (own.time[k] !== time) {
      found.push(`${at} missing`)
      continue
    }
    for (const field of ['open', 'high', 'low', 'close', 'volume'] as const) {
      if (made[field][i] !== own[field][k]) found.push(`${at} ${field}`)
    }
  }
  return found
}
