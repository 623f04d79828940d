import { describe, expect, test } from 'vitest'
import type { Bars } from '../bars.ts'
import { resample } from '../resample.ts'
import { generateMarket, type MarketRequest } from './generate-market.ts'

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

test('a later end only adds', () => {
  const longer = make({ to: FROM + 9 * DAY })
  expect(rowsOf(longer.bars['BTC/USDT']).slice(0, 3 * 288)).toEqual(btc())
  expect(longer.funding['BTC/USDT']?.slice(0, 9)).toEqual(make().funding['BTC/USDT'])
})

test('the bars of a larger timeframe are those of the smaller one', () => {
  const minutes = make({ timeframe: '1m' }).bars['BTC/USDT']
  if (minutes === undefined) throw new Error('no bars')
  expect(rowsOf(resample(minutes, '5m', 'x'))).toEqual(btc())
  expect(rowsOf(resample(minutes, '1d', 'x'))).toEqual(btc({ timeframe: '1d' }))
})

test('bars open at multiples of their length within the span that is asked for', () => {
  const times = btc({ timeframe: '1h', from: FROM + 1, to: FROM + 5 * HOUR - 1 }).map(([time]) => time)
  expect(times).toEqual([1, 2, 3].map((hour) => FROM + hour * HOUR))
})

test('more is traded when New York opens than in the Asian night', () => {
  const rows = btc({ to: FROM + 60 * DAY, timeframe: '1h' })
  const volumeAt = (hour: number) =>
    rows.reduce((sum, [time = 0, , , , , volume = 0]) => sum + ((time % DAY) / HOUR === hour ? volume : 0), 0)
  expect(volumeAt(14) / volumeAt(5)).toBeGreaterThan(1.5)
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
