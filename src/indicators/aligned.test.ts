import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Timeframe } from '../core/timeframe.ts'
import { Bars } from '../market/bars.ts'
import { ema } from './averages/ema.ts'
import * as indicators from './catalogue.ts'
import { createLines, type Lines } from './lines.ts'
import { MarketColumns } from './market-columns.ts'
import { randomBars } from './testing/random-bars.ts'

function appendAll(target: Bars, source: Bars, sizes: readonly number[], afterStep: () => void): void {
  for (let step = 0; target.length < source.length; step++) {
    const end = Math.min(source.length, target.length + (sizes[step % sizes.length] as number))
    while (target.length < end) target.appendFrom(source, target.length)
    afterStep()
  }
}

function read(
  bars: Bars,
  ask: (lines: Lines<typeof indicators>) => { at(bar: { position: number }): number },
): number[] {
  const columns = new MarketColumns(bars)
  const line = ask(createLines(columns, indicators))
  columns.extend()
  return Array.from({ length: bars.length }, (_, position) => line.at({ position }))
}

/** The last close of each larger bar that had ended by the close of the bar, searched anew for every bar. */
function plainLastClose(bars: Bars, timeframe: Timeframe): number[] {
  const { timeframeMs } = new Bars(timeframe)
  return Array.from({ length: bars.length }, (_, i) => {
    const closesAt = (bars.time[i] as number) + bars.timeframeMs
    const endOf = (j: number) => (Math.floor((bars.time[j] as number) / timeframeMs) + 1) * timeframeMs
    for (let j = i; j >= 0; j--) if (endOf(j) <= closesAt) return bars.close[j] as number
    return Number.NaN
  })
}

test.each(['15m', '1h', '4h', '1d'] as const)('%s: each bar sees the last larger bar that had closed', (timeframe) => {
  for (const gaps of [0, 0.1, 0.9]) {
    const bars = randomBars({ count: 700, seed: 51, gaps })
    expect(read(bars, (lines) => lines.on(timeframe).price('close'))).toEqual(plainLastClose(bars, timeframe))
  }
})

test('the larger bars are made of all their bars', () => {
  const bars = new Bars('30m')
  const minute = 60_000
  for (const [i, [open, high, low, close]] of [
    [10, 12, 9, 11],
    [11, 15, 11, 14],
    [14, 14, 5, 6],
    [6, 8, 6, 7],
  ].entries()) {
    bars.append(i * 30 * minute, open as number, high as number, low as number, close as number, i + 1)
  }
  const hourly = (of: string) => read(bars, (lines) => lines.on('1h').price(of))
  expect(hourly('open')).toEqual([Number.NaN, 10, 10, 14])
  expect(hourly('high')).toEqual([Number.NaN, 15, 15, 14])
  expect(hourly('low')).toEqual([Number.NaN, 9, 9, 5])
  expect(hourly('close')).toEqual([Number.NaN, 14, 14, 7])
  expect(read(bars, (lines) => lines.on('1h').volume())).toEqual([Number.NaN, 3, 3, 7])
})

test('bars that come one by one or in blocks give the same bits', () => {
  const anySizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(anySizes, fc.integer({ min: 1, max: 1e6 }), fc.constantFrom(0, 0.3), (sizes, seed, gaps) => {
      const bars = randomBars({ count: 600, seed, gaps })
      const ask = (lines: Lines<typeof indicators>) => lines.on('1h').ema({ period: 5 })
      const growing = new Bars('5m')
      const columns = new MarketColumns(growing)
      const line = ask(createLines(columns, indicators))
      appendAll(growing, bars, sizes, () => columns.extend())
      expect(Array.from({ length: 600 }, (_, position) => line.at({ position }))).toEqual(read(bars, ask))
    }),
    { numRuns: 30 },
  )
})

test('what comes later changes nothing', () => {
  const bars = randomBars({ count: 500, seed: 52 })
  const all = read(bars, (lines) => lines.on('1h').rsi(5))
  for (const cut of [11, 12, 13, 100, 257, 498]) {
    const part = new Bars('5m')
    for (let i = 0; i <= cut; i++) part.appendFrom(bars, i)
    part.append((bars.time[cut] as number) + 86_400_000, -1, 1e9, -5, Number.NaN, 3)
    expect(read(part, (lines) => lines.on('1h').rsi(5)).slice(0, cut + 1)).toEqual(all.slice(0, cut + 1))
  }
})

test('a line asked for later has the same values', () => {
  const bars = randomBars({ count: 300, seed: 53 })
  const columns = new MarketColumns(bars)
  columns.extend()
  const line = createLines(columns, indicators).on('15m').ema(4)
  const expected = read(bars, (lines) => lines.on('15m').ema(4))
  expect(expected.map((_, position) => line.at({ position }))).toEqual(expected)
})

test('an indicator on a larger timeframe reads lines of that timeframe', () => {
  const bars = randomBars({ count: 400, seed: 54 })
  const own = read(bars, (lines) => lines.on('1h').ema(3, lines.on('1h').price('hl2')))
  expect(own.findIndex((value) => !Number.isNaN(value))).toBeGreaterThan(24)
  expect(() => read(bars, (lines) => lines.ema(3, lines.on('1h').ema(5)))).toThrow('its own market and timeframe')
  expect(() => read(bars, (lines) => lines.on('1h').ema(3, lines.rsi(5)))).toThrow('its own market and timeframe')
})

test('asking twice computes once', () => {
  const columns = new MarketColumns(randomBars({ count: 10, seed: 55 }))
  const hourly = columns.on('1h')
  expect(columns.on('1h')).toBe(hourly)
  expect(hourly.lines(ema, {}).ema).toBe(hourly.lines(ema, {}).ema)
})

test.each([
  ['5m', '5m'],
  ['1h', '5m'],
  ['3m', '5m'],
] as const)('%s bars cannot be made into %s bars', (base, timeframe) => {
  const columns = base === '3m' ? new MarketColumns(new Bars('3m')) : new MarketColumns(new Bars(base))
  expect(() => createLines(columns, indicators).on(timeframe)).toThrow(
    `${timeframe} bars cannot be made from ${base} bars`,
  )
})
