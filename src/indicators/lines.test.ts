import { describe, expect, test } from 'vitest'
import * as indicators from './catalogue.ts'
import { Line } from './line.ts'
import { Asking, createLines } from './lines.ts'
import { MarketColumns } from './market-columns.ts'
import { randomBars } from './testing/random-bars.ts'

const bars = randomBars({ count: 120, seed: 61 })
const bar = { position: 119 }

function open() {
  const columns = new MarketColumns(bars)
  return { columns, lines: createLines(columns, indicators) }
}

test('a bare value is the first parameter', () => {
  const { columns, lines } = open()
  const asked = [lines.ema(7), lines.ema({ period: 7 }), lines.price('high'), lines.price({ of: 'high' })]
  columns.extend()
  const values = asked.map((line) => line.at(bar))
  expect(values[0]).toBe(values[1])
  expect(values[2]).toBe(bars.high[119])
  expect(values[3]).toBe(bars.high[119])
})

test('one line is given as it is, several by name', () => {
  const { lines } = open()
  expect(lines.rsi()).toBeInstanceOf(Line)
  expect(Object.keys(lines.macd())).toEqual(['macd', 'signal', 'histogram'])
})

test('another line can be the source', () => {
  const { columns, lines } = open()
  const highest = lines.highest(10, lines.price('high'))
  const { upper } = lines.donchian(10)
  const average = lines.sma(4, lines.volume())
  columns.extend()
  expect(highest.at(bar)).toBe(upper.at(bar))
  const volumes = bars.volume.subarray(116, 120)
  expect(average.at(bar)).toBeCloseTo(volumes.reduce((sum, volume) => sum + volume, 0) / 4, 9)
})

test('looks back, never ahead', () => {
  const { columns, lines } = open()
  const close = lines.price()
  columns.extend()
  expect(close.before(bar, 3)).toBe(bars.close[116])
  expect(close.before({ position: 2 }, 3)).toBeNaN()
  expect(close.before({ position: 50 }, -1)).toBeNaN()
})

test('what is asked wrongly is refused with a cure', () => {
  const { lines } = open()
  expect(() => lines.obv(5)).toThrow('lines.obv takes no parameters')
  expect(() => lines.ema({ length: 5 } as never)).toThrow('indicator ema has no parameter "length"')
  expect(() => lines.ema(0)).toThrow('indicator ema: period cannot be "0"')
  expect(() => lines.atr(5, lines.rsi())).toThrow('lines.atr reads the bars, not a line')
})

describe('when the strategy is built', () => {
  function asked() {
    const columns = new MarketColumns(bars)
    const asking = new Asking()
    return { columns, asking, lines: createLines(columns, indicators, asking) }
  }

  test('no other line can be asked for, in a backtest as in a live market', () => {
    const { asking, lines } = asked()
    const { macd } = lines.macd()
    const hourly = lines.on('1h')
    asking.end()
    expect(() => lines.ema(5)).toThrow('lines.ema was first asked for after the strategy was built')
    expect(() => hourly.ema(5)).toThrow('lines.ema was first asked for after the strategy was built')
    expect(macd).toBeInstanceOf(Line)
  })

  test('an indicator whose lines are read bar by bar gives all of them', () => {
    const { columns, asking, lines } = asked()
    const bands = lines.bollinger()
    asking.end()
    columns.extend()
    expect(bands.upper.at(bar) - bands.middle.at(bar)).toBeCloseTo(bands.middle.at(bar) - bands.lower.at(bar), 9)
  })

  test('one of which some were read gives no more', () => {
    const { asking, lines } = asked()
    const bands = lines.bollinger()
    expect(bands.middle).toBeInstanceOf(Line)
    asking.end()
    expect(bands.middle).toBeInstanceOf(Line)
    expect(() => bands.upper).toThrow('bollinger.upper was first asked for after the strategy was built')
  })
})
