import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Bars } from '../market/bars.ts'
import { readCandles } from './read-candles.ts'
import { writeCandles } from './write-candles.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-candles-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function barsOf(prices: readonly number[]): Bars {
  const bars = new Bars('1m')
  for (const [k, price] of prices.entries()) bars.append(k * 60_000 + 1.6e12, price, price * 2, price / 2, price, price)
  return bars
}

function columnsOf(bars: Bars): number[][] {
  return [bars.time, bars.open, bars.high, bars.low, bars.close, bars.volume].map((c) => [
    ...c.subarray(0, bars.length),
  ])
}

test('writes a header and a line for each bar', () => {
  const path = join(folder, 'a.csv')
  writeCandles(path, barsOf([100, 0.5]))
  expect(readFileSync(path, 'utf8')).toBe(
    'timestamp,open,high,low,close,volume\n1600000000000,100,200,50,100,100\n1600000060000,0.5,1,0.25,0.5,0.5\n',
  )
})

test('what is written reads back as the same bits, packed or not', () => {
  const price = fc.double({ min: 1e-12, max: 1e15, noNaN: true })
  fc.assert(
    fc.property(
      fc.array(price, { minLength: 2, maxLength: 40 }),
      fc.constantFrom('b.csv', 'b.csv.gz'),
      (prices, name) => {
        const bars = barsOf(prices)
        writeCandles(join(folder, name), bars)
        expect(columnsOf(readCandles(join(folder, name)))).toEqual(columnsOf(bars))
      },
    ),
    { numRuns: 30 },
  )
})

test('many bars are written in several pieces, which unpack as one file', () => {
  const bars = barsOf(Array.from({ length: 40_000 }, (_, k) => k + 1))
  const path = join(folder, 'c.csv.gz')
  writeCandles(path, bars)
  expect(gunzipSync(readFileSync(path)).toString().split('\n').length).toBe(40_002)
  expect(columnsOf(readCandles(path))).toEqual(columnsOf(bars))
})
