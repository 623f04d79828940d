import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decimalsOf } from '../../core/grid.ts'
import type { Bars } from '../bars.ts'
import { resample } from '../resample.ts'
import { generateMarket, type MarketRequest } from './generate-market.ts'
import { correlation, returnsOf } from './realism.ts'
import { REGIMES } from './regimes.ts'

const DAY = 86_400_000
const HOUR = 3_600_000
const FROM = Date.UTC(2024, 0, 1)

function make(request: Partial<MarketRequest> = {}) {
  return generateMarket({ symbols: ['BTC/USDT'], timeframe: '5m', from: FROM, to: FROM + 3 * DAY, seed: 7, ...request })
}

function rowsOf(bars: Bars | undefined): number[][] {
  if (bars === undefined) return []
  const columns = [bars.time, bars.open, bars.high, bars.low, bars.close, bars.volume]
  return Array.from({ length: bars.length }, (_, i) => columns.map((column) => column[i] as number))
}

const btc = (request: Partial<MarketRequest> = {}) => rowsOf(make(request).bars['BTC/USDT'])

describe('the same request gives the same market', () => {
  test('down to the last bit, on every machine and in every version', () => {
    expect(btc().at(-1)).toEqual([FROM + 3 * DAY - 300_000, 56257.25, 56298.25, 56140.58, 56140.58, 99.2574])
    expect(make().funding['BTC/USDT']?.map(({ rate }) => rate)).toEqual([
      0.00011295, -0.00000237, -0.00008834, -0.00008941, -0.00007949, -0.00003619, -0.00004008, -0.00006186, 0.00003527,
    ])
  })

  test('another seed gives another one', () => {
    expect(btc({ seed: 8 })).not.toEqual(btc())
  })

  test('another symbol changes nothing for the rest', () => {
    const more = make({ symbols: ['ETH/USDT', 'BTC/USDT', 'XYZ/USDT'] })
    expect(rowsOf(more.bars['BTC/USDT'])).toEqual(btc())
    expect(more.funding['BTC/USDT']).toEqual(make().funding['BTC/USDT'])
  })

  test('a later end only adds', () => {
    const longer = make({ to: FROM + 9 * DAY })
    expect(rowsOf(longer.bars['BTC/USDT']).slice(0, 3 * 288)).toEqual(btc())
    expect(longer.funding['BTC/USDT']?.slice(0, 9)).toEqual(make().funding['BTC/USDT'])
  })

  test('the larger bars are those of the smaller ones', () => {
    const minutes = make({ timeframe: '1m' }).bars['BTC/USDT']
    if (minutes === undefined) throw new Error('no bars')
    expect(rowsOf(resample(minutes, '5m', 'x'))).toEqual(btc())
    expect(rowsOf(resample(minutes, '1d', 'x'))).toEqual(btc({ timeframe: '1d' }))
  })
})

describe('every bar', () => {
  const symbols = ['BTC/USDT', 'DOGE/USDT', 'NEWCOIN/USDT:USDT']

  test('is there, encloses its prices, follows the one before and lies on the ticks', () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(undefined, ...REGIMES), (seed, regime) => {
        const { bars } = make({ seed, symbols, ...(regime !== undefined && { regime }) })
        for (const symbol of symbols) {
          const rows = rowsOf(bars[symbol])
          expect(rows.map(([time]) => time)).toEqual(Array.from({ length: 3 * 288 }, (_, k) => FROM + k * 300_000))
          expect(rows.filter((row, k) => !isSound(row, rows[k - 1]))).toEqual([])
        }
      }),
      { numRuns: 12 },
    )
  })

  function isSound(row: readonly number[], before: readonly number[] | undefined): boolean {
    const [, open = 0, high = 0, low = 0, close = 0, volume = 0] = row
    const encloses = high >= Math.max(open, close) && low <= Math.min(open, close) && low > 0 && volume > 0
    const isOnTicks = [open, high, low, close].every((price) => decimalsOf(price) <= 8)
    return encloses && isOnTicks && (before === undefined || open === before[4])
  }

  test('starts near the price that the name is known for', () => {
    const starts = ['BTC/USDT', 'ETH/USDT:USDT', 'SOL/USDT'].map(
      (symbol) => make({ symbols: [symbol] }).bars[symbol]?.open[0],
    )
    expect(starts).toEqual([60_000, 3000, 150])
  })
})

describe('the market', () => {
  const month = { symbols: ['BTC/USDT', 'ETH/USDT', 'SOL/USDT'], to: FROM + 30 * DAY }

  test('moves together', () => {
    const { bars } = make(month)
    const [first, ...others] = month.symbols.map((symbol) => returnsOf(bars[symbol] as Bars))
    for (const other of others) expect(correlation(first as Float64Array, other)).toBeGreaterThan(0.6)
  })

  test('is busier when New York opens than in the Asian night', () => {
    const rows = btc({ to: FROM + 60 * DAY })
    const volumeAt = (hour: number) =>
      rows.reduce(
        (sum, [time = 0, , , , , volume = 0]) => sum + (Math.floor((time % DAY) / HOUR) === hour ? volume : 0),
        0,
      )
    expect(volumeAt(14) / volumeAt(5)).toBeGreaterThan(1.5)
  })

  test('goes through all regimes without a hole, and stays in one when told to', () => {
    const { regimes } = make({ timeframe: '1d', to: FROM + 200 * DAY })
    expect(new Set(regimes.map(({ regime }) => regime))).toEqual(new Set(REGIMES))
    expect(regimes[0]?.from).toBe(FROM)
    expect(regimes.at(-1)?.to).toBe(FROM + 200 * DAY)
    for (const [k, span] of regimes.slice(1).entries()) expect(span.from).toBe(regimes[k]?.to)
    for (const regime of REGIMES) expect(make({ regime }).regimes.every((span) => span.regime === regime)).toBe(true)
  })

  test('falls hard in a crash, and is wildest then', () => {
    const { bars, regimes } = make({ regime: 'crash', timeframe: '1h', to: FROM + DAY })
    const rows = rowsOf(bars['BTC/USDT'])
    const end = ((regimes[0]?.to ?? 0) - FROM) / HOUR
    expect((rows[end - 1]?.[4] ?? 0) / 60_000).toBeLessThan(0.95)
    const spread = (regime: (typeof REGIMES)[number]) => {
      const seeds = [1, 2, 3, 4, 5, 6]
      const returns = seeds.flatMap((seed) => [...returnsOf(make({ regime, seed }).bars['BTC/USDT'] as Bars)])
      return Math.sqrt(returns.reduce((sum, value) => sum + value * value, 0) / returns.length)
    }
    const [trend, range, wild, crash] = REGIMES.map(spread) as [number, number, number, number]
    expect(range).toBeLessThan(trend)
    expect(trend).toBeLessThan(wild)
    expect(wild).toBeLessThan(crash)
  })

  test('pays funding every eight hours, more when the price has run up', () => {
    const events = make({ to: FROM + 200 * DAY }).funding['BTC/USDT'] ?? []
    const bars = make({ to: FROM + 200 * DAY, timeframe: '1h' }).bars['BTC/USDT'] as Bars
    expect(events.map(({ at }) => at)).toEqual(Array.from({ length: 600 }, (_, k) => FROM + k * 8 * HOUR))
    const later = events.slice(3)
    const dayReturns = later.map((_, k) => (bars.open[(k + 3) * 8] as number) / (bars.open[k * 8] as number) - 1)
    const rates = Float64Array.from(later, ({ rate }) => rate)
    expect(correlation(rates, Float64Array.from(dayReturns))).toBeGreaterThan(0.6)
    expect(rates.every((rate) => Math.abs(rate) <= 0.003)).toBe(true)
  })
})

describe('refuses', () => {
  test.each([
    [{ symbols: [] }, 'a market needs a symbol'],
    [{ symbols: ['BTC/USDT', 'BTC/USDT'] }, 'BTC/USDT is there twice'],
    [{ to: FROM }, 'no 5m bar fits between the start and the end'],
  ])('%j', (request, message) => {
    expect(() => make(request)).toThrow(message)
  })
})
