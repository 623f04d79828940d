import { expect, test } from 'vitest'
import { Bars } from '../market/bars.ts'
import { Series } from '../market/series.ts'
import { ema } from './averages/ema.ts'
import { sma } from './averages/sma.ts'
import * as indicators from './catalogue.ts'
import type { IndicatorDefinition } from './indicator.ts'
import { createLines } from './lines.ts'
import { MarketColumns, surplusBars } from './market-columns.ts'
import { checkForgetting, compute } from './testing/indicator-contract.ts'
import { randomBars } from './testing/random-bars.ts'

// The shared contract drops bars under every indicator; here is what its parameters and its bars do not reach.

const KEEP = 2048
const subject = (definition: unknown, params: Readonly<Record<string, number | string>>) => ({
  definition: definition as IndicatorDefinition,
  params,
})

test('whole blocks go, once there are more than twice as many as are to stay', () => {
  expect(surplusBars(8192, 4096)).toBe(0)
  expect(surplusBars(8193, 4096)).toBe(4096)
  expect(surplusBars(9000, 3000)).toBe(4096)
  expect(surplusBars(8000, 3000)).toBe(4096)
  expect(surplusBars(5000, 2100)).toBe(2048)
})

test.each([600, 1500])('windows of %d bars are added up afresh at the bars at which they would have been', (period) => {
  const bars = randomBars({ count: 14_000, seed: 3 })
  for (const definition of [indicators.sma, indicators.wma])
    expect(checkForgetting(subject(definition, { period }), bars, [700], KEEP)).toBeUndefined()
})

test('a series that begins late keeps its place', () => {
  const bars = randomBars({ count: 9000, seed: 4 })
  const all = bars.series.benchmark as Series
  const late = new Series()
  for (let i = all.indexAsOf(bars.time[4300] as number) + 1; i < all.length; i++)
    late.append(all.atColumn.values[i] as number, all.valueColumn.values[i] as number)
  bars.series = { ...bars.series, benchmark: late }
  for (const period of [5, 150])
    expect(checkForgetting(subject(indicators.correlation, { period }), bars, [1], KEEP)).toBeUndefined()
})

/** Highs and lows climb for 3,000 bars and fall for as many, while closes jump about between them. */
function rareSwings(): Bars {
  const bars = new Bars('1m')
  for (let i = 0; i < 12_000; i++) {
    const middle = 100 + 0.01 * Math.abs(3000 - (i % 6000)) - 0.001 * (i / 6000)
    const close = middle + ((i * 7919) % 13) / 26 - 0.25
    bars.append(i * 60_000, middle, middle + 1, middle - 1, close, 1)
  }
  return bars
}

test.each(['rsi', 'macd'])('momentum at a swing that lies before all bars that are kept is known: %s', (against) => {
  const divergence = subject(indicators.divergence, { against })
  const bars = rareSwings()
  const { regular, hidden } = compute(divergence, bars)
  const told = [...(regular?.values ?? []), ...(hidden?.values ?? [])].filter((value) => Math.abs(value) === 100)
  expect(told.length).toBeGreaterThan(0)
  expect(checkForgetting(divergence, bars, [60], KEEP)).toBeUndefined()
})

test.each([1, 97])(
  'larger timeframes drop their own bars, and what strategies see of them stays: %d at a time',
  (step) => {
    const bars = randomBars({ count: 40_000, seed: 5, gaps: 0.1 })
    const whole = new MarketColumns(bars)
    const expected = createLines(whole, indicators).on('15m').ema(30)
    whole.extend()
    const growing = new Bars(bars.timeframe)
    const columns = new MarketColumns(growing)
    const larger = columns.on('15m')
    const line = createLines(columns, indicators).on('15m').ema(30)
    for (let i = 0; i < bars.length; i++) {
      growing.appendFrom(bars, i)
      if (i % step !== 0 && i < bars.length - 1) continue
      columns.extend()
      columns.forget(surplusBars(growing.length, KEEP), KEEP)
    }
    expect(growing.forgotten).toBeGreaterThan(30_000)
    expect(larger.bars.forgotten).toBeGreaterThan(8000)
    expect(growing.capacity).toBeLessThanOrEqual(8192)
    expect(larger.bars.capacity).toBeLessThanOrEqual(8192)
    for (let position = 0; position < growing.length; position++)
      expect(line.at({ position })).toBe(expected.at({ position: position + growing.forgotten }))
  },
)

test('a market that has no bar yet loses nothing', () => {
  const columns = new MarketColumns(new Bars('1m'))
  const line = columns.lines(ema, { period: 1 }).ema
  columns.forget(surplusBars(0, KEEP), KEEP)
  columns.bars.append(0, 1, 1, 1, 7, 1)
  columns.extend()
  expect([columns.bars.length, line.column.values[0]]).toEqual([1, 7])
})

/** The newest third of the bars, after the others were dropped. */
function afterForgetting(prepare: (columns: MarketColumns) => void): MarketColumns {
  const columns = new MarketColumns(randomBars({ count: 3 * KEEP, seed: 6 }))
  prepare(columns)
  columns.extend()
  columns.forget(2 * KEEP, KEEP)
  return columns
}

test('a line that was read before bars were dropped is there afterwards', () => {
  const bars = randomBars({ count: 3 * KEEP, seed: 6 })
  const whole = new MarketColumns(bars)
  const { plusDi } = whole.lines(indicators.adx)
  whole.extend()
  const columns = afterForgetting((made) => void made.lines(indicators.adx).plusDi)
  const late = columns.lines(indicators.adx)
  expect(late.plusDi.column.values.slice(0, KEEP)).toEqual(plusDi.column.values.slice(2 * KEEP, 3 * KEEP))
  expect(() => late.minusDi).toThrow('adx.minusDi was asked for after 4096 bars of 5m had been dropped')
})

test('a line that begins after bars were dropped is refused: a backtest would have other values', () => {
  const columns = afterForgetting((made) => void made.lines(ema, { period: 5 }).ema)
  expect(columns.lines(ema, { period: 5 }).ema.warmup).toBe(4)
  expect(() => columns.lines(sma)).toThrow('sma was asked for after 4096 bars of 5m had been dropped')
  expect(() => columns.on('1h')).toThrow('1h was asked for after 4096 bars of 5m had been dropped')
})

test('a line that was asked for and never read is not computed', () => {
  const columns = afterForgetting((made) => void made.lines(indicators.bollinger).middle)
  expect(columns.lines(indicators.bollinger).middle.warmup).toBe(19)
  expect(() => columns.lines(indicators.bollinger).upper).toThrow('bollinger was asked for after 4096 bars')
})

test('the longest warm-up is that of a line over another', () => {
  const columns = new MarketColumns(new Bars('5m'))
  expect(columns.longestWarmup).toBe(0)
  columns.lines(sma, { period: 10 }, columns.lines(indicators.rsi, { period: 30 }).rsi)
  expect(columns.longestWarmup).toBe(39)
})
