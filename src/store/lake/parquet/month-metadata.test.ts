import { expect, test } from 'vitest'
import { makeBars } from '../testing/make-bars.ts'
import { crc32OfBars, formatMetadata, type MonthMetadata, parseMetadata } from './month-metadata.ts'

const METADATA: MonthMetadata = {
  format: 1,
  exchange: 'binance',
  market: 'spot',
  symbol: 'BTC/USDT',
  timeframe: '1h',
  month: '2024-01',
  provenance: 'real',
  bars: 3,
  from: 1_704_067_200_000,
  to: 1_704_074_400_000,
  gaps: 0,
  missingBars: 0,
  crc32: 123,
  sources: ['a.csv'],
}

test('a tag comes back as it was', () => {
  expect(parseMetadata(formatMetadata(METADATA))).toEqual(METADATA)
})

test('no character of a tag can change unseen', () => {
  const text = formatMetadata(METADATA)
  for (let i = 0; i < text.length; i++) {
    const changed = text.slice(0, i) + String.fromCharCode(text.charCodeAt(i) ^ 1) + text.slice(i + 1)
    expect(parseMetadata(changed), changed).toBeUndefined()
  }
})

test('what is no tag of this format is none', () => {
  expect(parseMetadata('')).toBeUndefined()
  expect(parseMetadata('{"format":1}')).toBeUndefined()
  expect(parseMetadata(formatMetadata({ ...METADATA, format: 2 } as unknown as MonthMetadata))).toBeUndefined()
})

test('the checksum is of the asked bars, of every column', () => {
  const bars = makeBars('1h', 0, 10)
  const sum = crc32OfBars(bars, 2, 8)
  expect(crc32OfBars(bars.between(2 * 3_600_000, 8 * 3_600_000), 0, 6)).toBe(sum)
  for (const column of [bars.time, bars.open, bars.high, bars.low, bars.close, bars.volume]) {
    const before = column[7] as number
    column[7] = before + 1
    expect(crc32OfBars(bars, 2, 8)).not.toBe(sum)
    column[7] = before
    const outside = column[8] as number
    column[8] = outside + 1
    expect(crc32OfBars(bars, 2, 8)).toBe(sum)
    column[8] = outside
  }
})
