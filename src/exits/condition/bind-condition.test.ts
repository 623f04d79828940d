import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ParamSpec } from '../../core/params.ts'
import { TIMEFRAMES } from '../../core/timeframe.ts'
import * as indicators from '../../indicators/catalogue.ts'
import { findIndicator } from '../../indicators/find-indicator.ts'
import { MarketColumns, surplusBars } from '../../indicators/market-columns.ts'
import { randomBars } from '../../indicators/testing/random-bars.ts'
import { Bars } from '../../market/bars.ts'
import { Series } from '../../market/series.ts'
import { bindAt, bindCondition } from './bind-condition.ts'
import { checkCondition } from './check-condition.ts'
import type { Condition } from './condition.ts'
import { parseCondition } from './parse-condition.ts'
import { naiveTruths } from './testing/naive-condition.ts'
import { randomConditions } from './testing/random-condition.ts'

/** Bars of 5m from midnight on, of which only the close differs. A close of 0 is a missing bar. */
function barsOf(closes: readonly number[], volume = 1): Bars {
  const bars = new Bars('5m')
  for (const [i, close] of closes.entries()) {
    if (close > 0) bars.append(i * bars.timeframeMs, close, close, close, close, volume)
  }
  return bars
}

/** The truth at every bar. */
function truthsOf(condition: Condition, bars: Bars): boolean[] {
  const columns = new MarketColumns(bars)
  const isMet = bindCondition(condition, indicators, columns)
  columns.extend()
  return Array.from({ length: bars.length }, (_, position) => isMet({ position }))
}

/** The bars at which a text is met. */
function metAt(text: string, bars: Bars): number[] {
  return truthsOf(parseCondition(text, indicators), bars).flatMap((isMet, i) => (isMet ? [i] : []))
}

const wave = barsOf([1, 2, 3, 4, 5, 4, 3, 2, 1, 2, 3, 4])

test.each([
  ['close < 2', [0, 8]],
  ['close <= 2', [0, 1, 7, 8, 9]],
  ['close > 4', [4]],
  ['close >= 4', [3, 4, 5, 11]],
  ['close == 3', [2, 6, 10]],
  ['close != 3', [0, 1, 3, 4, 5, 7, 8, 9, 11]],
  ['3 < close', [3, 4, 5, 11]],
  ['close + close * 2 - 1 > 10', [3, 4, 5, 11]],
  ['-close / 2 < -2', [4]],
  ['close crosses above 3', [3, 11]],
  ['close crosses below 3', [7]],
  ['3 crosses below close', [3, 11]],
  ['close >= 3 for 3 bars', [4, 5, 6]],
  ['close < 2 or close > 4', [0, 4, 8]],
  ['close < 4 and close > 2', [2, 6, 10]],
  ['not (close < 4)', [3, 4, 5, 11]],
  ['not (close crosses above 3)', [0, 1, 2, 4, 5, 6, 7, 8, 9, 10]],
  ['close < sma(3)', [5, 6, 7, 8]],
  ['high == low and open == close and volume == 1 and price > 4', [4]],
])('%s is met at %j', (text, expected) => {
  expect(metAt(text, wave)).toEqual(expected)
})

describe('an unknown value', () => {
  test('meets nothing, nor its contrary', () => {
    expect(metAt('sma(11) > 0', wave)).toEqual([10, 11])
    expect(metAt('not (sma(11) > 0)', wave)).toEqual([])
    expect(metAt('not (sma(11) < 0)', wave)).toEqual([10, 11])
    expect(metAt('sma(11) != 0', wave)).toEqual([10, 11])
    expect(metAt('not (not (sma(11) > 0))', wave)).toEqual([10, 11])
  })

  test('is the lesser in and, the greater in or', () => {
    expect(metAt('not (sma(11) > 0 and close > 4)', wave)).toEqual([0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 11])
    expect(metAt('not (close > 4 and sma(11) > 0)', wave)).toEqual([0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 11])
    expect(metAt('sma(11) < 0 or close > 4', wave)).toEqual([4])
    expect(metAt('not (sma(11) < 0 or close > 4)', wave)).toEqual([10, 11])
  })

  test('before the first bar is unknown too', () => {
    expect(metAt('close > 0 for 3 bars', wave)[0]).toBe(2)
    expect(metAt('not (close > 9 for 3 bars)', wave)[0]).toBe(0)
    expect(metAt('not (close < 9 for 3 bars)', wave)).toEqual([])
    expect(metAt('close crosses below 9', wave)).toEqual([])
    expect(metAt('not (close crosses below 9)', wave)[0]).toBe(1)
  })

  test('is what a division by zero gives', () => {
    expect(metAt('close / (close - 3) > -99', wave)).toEqual([0, 1, 3, 4, 5, 7, 8, 9, 11])
    expect(metAt('not (close / (close - 3) < -99)', wave)).toEqual([0, 1, 3, 4, 5, 7, 8, 9, 11])
    expect(metAt('(close - close) / volume == 0', barsOf([1, 2], 0))).toEqual([])
  })

  test('in between breaks a row of bars, and a crossing', () => {
    // Unknown where the close is 3: at 2, 6 and 10.
    expect(metAt('close / (close - 3) > -99 for 3 bars', wave)).toEqual([5, 9])
    expect(metAt('close / (close - 3) crosses above 0', wave)).toEqual([])
    expect(metAt('not (close / (close - 3) crosses above 0)', wave)).toEqual([0, 1, 4, 5, 6, 7, 8, 9])
  })

  test('is funding that has not begun', () => {
    const bars = barsOf([1, 2, 3, 4])
    const funding = new Series()
    funding.append(10 * 60_000, 0.001)
    bars.series = { fundingRate: funding }
    expect(metAt('funding > 0.05%', bars)).toEqual([1, 2, 3])
    expect(metAt('not (funding > 0.5%)', bars)).toEqual([1, 2, 3])
  })
})

describe('on a larger timeframe', () => {
  // Three bars of 5m make one of 15m: those close at 2, 5, 8, 11, 14.
  const bars = barsOf([1, 1, 1, 5, 5, 5, 6, 6, 6, 2, 2, 2, 3, 3, 3])

  test('a value is that of the last bar that has closed', () => {
    expect(metAt('close@15m > 4', bars)).toEqual([5, 6, 7, 8, 9, 10])
    expect(metAt('close@15m == 3', bars)).toEqual([14])
    expect(metAt('not (close@15m > 0)', bars)).toEqual([])
  })

  test('a crossing lasts as long as the bar that it came with', () => {
    expect(metAt('close@15m crosses above 4', bars)).toEqual([5, 6, 7])
    expect(metAt('close@15m crosses below 4', bars)).toEqual([11, 12, 13])
  })

  test('bars are counted on the timeframe of the comparison', () => {
    expect(metAt('close > 4 on 15m for 2 bars', bars)).toEqual([8, 9, 10])
    expect(metAt('close@15m > 4 for 3 bars', bars)).toEqual([])
    expect(metAt('close > 4 for 2 bars', bars)).toEqual([4, 5, 6, 7, 8])
  })

  test('of two the smaller is counted, the larger as it stood then', () => {
    expect(metAt('close > close@15m', bars)).toEqual([3, 4, 6, 7, 12, 13])
    expect(metAt('close > close@15m for 2 bars', bars)).toEqual([4, 7, 13])
    expect(metAt('close crosses above close@15m', bars)).toEqual([3, 6, 12])
    expect(metAt('close crosses below close@15m', bars)).toEqual([9])
  })

  test('missing bars close the larger ones late, each once', () => {
    // Bars 4 and 5 are missing, and all from 7 to 11: bar 6 closes the one before it, bar 12 the two before it.
    const holes = barsOf([1, 1, 1, 5, 0, 0, 2, 0, 0, 0, 0, 0, 7, 7, 7])
    expect(metAt('close@15m == 5', holes)).toEqual([4])
    expect(metAt('close@15m crosses above 4', holes)).toEqual([4, 7])
    expect(metAt('close@15m == 2', holes)).toEqual([5, 6])
  })

  test('of 3m and 5m neither divides the other', () => {
    const minutes = new Bars('1m')
    for (let i = 0; i < 16; i++) minutes.append(i * 60_000, i, i, i, i, 1)
    // 3m closes at 2, 5, 8, 11, 14; 5m at 4, 9, 14.
    expect(metAt('close@3m < close@5m', minutes)).toEqual([4, 9, 10])
    expect(metAt('close@3m >= close@5m for 2 bars', minutes)).toEqual([8, 11, 12, 13, 14, 15])
  })
})

test('what a text asks wrongly is refused', () => {
  const bind = (text: string) => bindCondition(parseCondition(text, indicators), indicators, new MarketColumns(wave))
  expect(() => bind('close@1m < 5')).toThrow("1m is smaller than the market's 5m")
  expect(() => bind('rsi(0) < 5')).toThrow('indicator rsi: period cannot be "0"')
})

const NAMES = ['sma', 'rsi', 'bollinger', 'macd', 'fundingRate', 'atr']
const conditions = randomConditions({
  indicators: NAMES.map(findIndicator),
  timeframes: TIMEFRAMES.slice(2, 6),
  maxBars: 6,
  paramOf: shortParam,
}).filter((condition) => isRight(condition))

function shortParam(spec: ParamSpec) {
  if (spec.kind === 'choice') return fc.constantFrom(...spec.choices)
  return fc.integer({ min: 2, max: 6 }).map((value) => (spec.kind === 'boolean' ? value > 3 : value))
}

function isRight(condition: Condition): boolean {
  try {
    checkCondition(condition, indicators, '5m')
    return true
  } catch {
    return false
  }
}

const marketBars = fc
  .record({ seed: fc.nat(), count: fc.integer({ min: 1, max: 90 }), gaps: fc.constantFrom(0, 0.1, 0.6, 0.95) })
  .map((given) => randomBars({ ...given, timeframe: '5m' }))

test('every condition is what it means, bar by bar', () => {
  fc.assert(
    fc.property(conditions, marketBars, (condition, bars) => {
      expect(truthsOf(condition, bars)).toEqual(naiveTruths(condition, bars))
    }),
    { numRuns: 400 },
  )
})

test('the next bar at which it is met is the next of those, from anywhere to anywhere', () => {
  fc.assert(
    fc.property(conditions, marketBars, (condition, bars) => {
      const columns = new MarketColumns(bars)
      const { isMet, firstMet } = bindAt(condition, indicators, columns)
      columns.extend()
      for (let from = 0; from < bars.length; from += 7) {
        for (const to of [from, from + 1, bars.length]) {
          let first = from
          while (first < to && !isMet(first)) first++
          expect(firstMet(from, to)).toBe(first)
        }
      }
    }),
    { numRuns: 400 },
  )
})

test.each([
  ['close < 2 and high > 0', [0, 8], [8]],
  ['close >= 3 for 3 bars and close < 9', [4, 5, 6], []],
  ['close crosses above 3', [3, 11], [11]],
  ['2 <= close and 4 < close', [4], []],
  ['close / (close - 3) < 99 and close < 9', [0, 1, 3, 4, 5, 7, 8, 9, 11], [7, 8, 9, 11]],
])('%s is found from bar to bar', (text, met, metFrom7) => {
  const columns = new MarketColumns(wave)
  const { firstMet } = bindAt(parseCondition(text, indicators), indicators, columns)
  columns.extend()
  const found = (from: number) => {
    const bars: number[] = []
    for (let i = firstMet(from, 12); i < 12; i = firstMet(i + 1, 12)) bars.push(i)
    return bars
  }
  expect(found(0)).toEqual(met)
  expect(found(7)).toEqual(metFrom7)
})

test('bars that come later change nothing, and bar by bar is as all at once', () => {
  fc.assert(
    fc.property(conditions, marketBars, (condition, bars) => {
      const growing = new Bars('5m')
      growing.series = bars.series
      const columns = new MarketColumns(growing)
      const isMet = bindCondition(condition, indicators, columns)
      const truths: boolean[] = []
      for (let i = 0; i < bars.length; i++) {
        growing.appendFrom(bars, i)
        columns.extend()
        truths.push(isMet({ position: i }))
      }
      expect(truths).toEqual(truthsOf(condition, bars))
      expect(truths.map((_, position) => isMet({ position }))).toEqual(truths)
    }),
    { numRuns: 300 },
  )
})

test('a session that drops old bars finds the same', () => {
  const bars = randomBars({ count: 9000, seed: 5, timeframe: '5m', gaps: 0.05 })
  const texts = [
    'close@15m < sma(50)@1h for 20 bars',
    'rsi(14)@15m crosses below 50 or close crosses above ema(20)@4h',
    'not (close > sma(20) for 5 bars) and close < sma(5) on 1h for 3 bars',
  ]
  for (const text of texts) {
    const condition = parseCondition(text, indicators)
    const kept = new Bars('5m')
    const columns = new MarketColumns(kept)
    const isMet = bindCondition(condition, indicators, columns)
    const truths: boolean[] = []
    for (let i = 0; i < bars.length; i++) {
      kept.appendFrom(bars, i)
      columns.extend()
      truths.push(isMet({ position: kept.length - 1 }))
      columns.forget(surplusBars(kept.length, 300), 300)
    }
    expect(kept.forgotten).toBeGreaterThan(4000)
    expect(truths.indexOf(true)).toBeGreaterThan(0)
    expect(truths).toEqual(truthsOf(condition, bars))
  }
})
