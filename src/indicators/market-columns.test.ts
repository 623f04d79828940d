import { describe, expect, test } from 'vitest'
import { Bars } from '../market/bars.ts'
import { ColumnMemory } from '../market/column-memory.ts'
import { ema } from './averages/ema.ts'
import { sma } from './averages/sma.ts'
import { MarketColumns } from './market-columns.ts'
import { randomBars } from './testing/random-bars.ts'
import { adx } from './trend/adx.ts'
import { bollinger } from './volatility/bollinger.ts'
import { tr } from './volatility/tr.ts'

test('the same question gives the same column', () => {
  const columns = new MarketColumns(randomBars({ count: 50, seed: 71 }))
  expect(columns.lines(ema, { period: 5 }).ema).toBe(columns.lines(ema, { period: 5, seed: 'mean' }).ema)
  expect(columns.lines(ema, { period: 5 }).ema).not.toBe(columns.lines(ema, { period: 6 }).ema)
  const { ema: source } = columns.lines(ema, { period: 5 })
  expect(columns.lines(sma, { period: 3 }, source).sma).not.toBe(columns.lines(sma, { period: 3 }).sma)
})

test('a line of another indicator is taken over, not computed again', () => {
  const columns = new MarketColumns(randomBars({ count: 50, seed: 72 }))
  expect(columns.lines(bollinger, { period: 20 }).middle).toBe(columns.lines(sma, { period: 20 }).sma)
})

test('an indicator that is asked for late has all its values', () => {
  const bars = randomBars({ count: 60, seed: 73 })
  const columns = new MarketColumns(bars)
  columns.extend()
  const late = columns.lines(ema, { period: 4 }).ema.column.values.slice(0, 60)
  const other = new MarketColumns(bars)
  const early = other.lines(ema, { period: 4 }).ema.column
  other.extend()
  expect(late).toEqual(early.values.slice(0, 60))
})

test('a line of another market is refused', () => {
  const one = new MarketColumns(randomBars({ count: 5, seed: 74 }))
  const other = new MarketColumns(randomBars({ count: 5, seed: 75 }))
  expect(() => one.lines(sma, {}, other.lines(ema, {}).ema)).toThrow('its own market and timeframe')
})

test('released memory serves the next run over as many bars', () => {
  const bars = randomBars({ count: 40, seed: 76 })
  const memory = new ColumnMemory()
  const first = new MarketColumns(bars, memory)
  const { values } = first.lines(ema, {}).ema.column
  first.release()
  expect(new MarketColumns(bars, memory).lines(sma, {}).sma.column.values).toBe(values)
  expect(new MarketColumns(randomBars({ count: 41, seed: 1 }), memory).lines(sma, {}).sma.column.values).not.toBe(
    values,
  )
})

describe('a line that is kept on demand', () => {
  const bars = randomBars({ count: 600, seed: 11 })
  const asked = new MarketColumns(bars)
  const expected = asked.lines(adx, { period: 14 }).plusDi.column
  asked.extend()

  test('has memory for a few values while nobody reads it', () => {
    const columns = new MarketColumns(bars)
    const lines = columns.lines(adx, { period: 14 })
    const early = lines.adx.column
    columns.extend()
    expect(early.values.length).toBeGreaterThanOrEqual(bars.length)
    const kept = Object.getOwnPropertyDescriptor(lines, 'plusDi')
    expect(kept?.get).toBeTypeOf('function')
  })

  test('has the same values when it is asked for after the others were computed', () => {
    const columns = new MarketColumns(bars)
    const lines = columns.lines(adx, { period: 14 })
    columns.extend()
    const late = lines.plusDi.column
    expect([...late.values.subarray(0, bars.length)]).toEqual([...expected.values.subarray(0, bars.length)])
    expect(lines.plusDi.column).toBe(late)
  })

  test('has the same values when more bars were computed than a ring holds, and leaves those of the others', () => {
    const many = randomBars({ count: 5000, seed: 12 })
    const both = new MarketColumns(many)
    const early = both.lines(adx, { period: 14 })
    expect(early.plusDi.warmup).toBe(14)
    both.extend()
    const columns = new MarketColumns(many)
    const lines = columns.lines(adx, { period: 14 })
    columns.extend()
    for (const name of ['plusDi', 'adx'] as const)
      expect([...lines[name].column.values.subarray(0, 5000)]).toEqual([...early[name].column.values.subarray(0, 5000)])
    const other = columns.lines(adx, { period: 9 }).adx.column
    const alone = new MarketColumns(many)
    const expectedOther = alone.lines(adx, { period: 9 }).adx.column
    alone.extend()
    expect([...other.values.subarray(0, 5000)]).toEqual([...expectedOther.values.subarray(0, 5000)])
  })

  test('is filled on with the others from then on', () => {
    const growing = new Bars(bars.timeframe)
    for (let i = 0; i < 300; i++) growing.appendFrom(bars, i)
    const columns = new MarketColumns(growing)
    const lines = columns.lines(adx, { period: 14 })
    columns.extend()
    const late = lines.plusDi.column
    for (let i = 300; i < bars.length; i++) growing.appendFrom(bars, i)
    columns.extend()
    expect([...late.values.subarray(0, bars.length)]).toEqual([...expected.values.subarray(0, bars.length)])
  })

  test('passes its values to an indicator that wants them only on the way, and can still be kept later', () => {
    const kept = new MarketColumns(bars)
    const wanted = kept.lines(tr, {}).tr.column
    const both = kept.lines(adx, { period: 14 }).adx.column
    kept.extend()
    const columns = new MarketColumns(bars)
    const alone = columns.lines(adx, { period: 14 }).adx.column
    columns.extend()
    expect([...alone.values.subarray(0, bars.length)]).toEqual([...both.values.subarray(0, bars.length)])
    expect(Object.getOwnPropertyDescriptor(columns.lines(tr, {}), 'tr')?.get).toBeTypeOf('function')
    const late = columns.lines(tr, {}).tr.column
    expect([...late.values.subarray(0, bars.length)]).toEqual([...wanted.values.subarray(0, bars.length)])
  })
})
