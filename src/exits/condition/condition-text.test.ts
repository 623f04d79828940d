import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as indicators from '../../indicators/catalogue.ts'
import { conditionText } from './condition-text.ts'
import { parseCondition } from './parse-condition.ts'
import { randomConditions } from './testing/random-condition.ts'

test.each([
  ['ADX<25', 'adx < 25'],
  ['close < ema(50) on 1h for 2 bars', 'close@1h < ema(50)@1h for 2 bars'],
  ['rsi(14)@15m CROSSES BELOW 50 || Funding > 0.05 %', 'rsi(14)@15m crosses below 50 or fundingRate > 0.0005'],
  ['macd(12,26,9).signal@1h>=macd.macd@1h', 'macd(12, 26, 9).signal@1h >= macd@1h'],
  ['macd(fast = 8, signal: 5) > 0', 'macd(8, signal=5) > 0'],
  ['macd(signal=5, fast=8) > 0', 'macd(8, signal=5) > 0'],
  ['ema(20, FIRST) < price(hl2)', 'ema(20, seed=first) < price(of=hl2)'],
  ['sma(period=20, source=volume) < volume', 'sma(volume, 20) < volume'],
  ['not not (close<5) and !low<5', 'not (not (close < 5)) and not (low < 5)'],
  ['close<1 and (close<2 and close<3) or close<4', 'close < 1 and (close < 2 and close < 3) or close < 4'],
  ['(close<1 or close<2) and close<3', '(close < 1 or close < 2) and close < 3'],
  ['close-(open-low)-high*2/3 < -(high+low)*5', 'close - (open - low) - high * 2 / 3 < -(high + low) * 5'],
  ['close*(open*low) = (high)', 'close * (open * low) == high'],
  ['-(-close) < --close + - -5', '-(-close) < close + 5'],
])('%s is written as %s', (text, canonical) => {
  const condition = parseCondition(text, indicators)
  expect(conditionText(condition, indicators)).toBe(canonical)
  expect(parseCondition(canonical, indicators)).toEqual(condition)
})

test('an indicator that nobody knows is written with the names of its parameters', () => {
  const left = {
    type: 'line',
    indicator: 'mine',
    params: { a: 1, b: 2 },
    source: 'close',
    line: 'x',
    timeframe: '4h',
  } as const
  const right = { type: 'number', value: 0 } as const
  const condition = { type: 'comparison', left, operator: '>', right, bars: 3 } as const
  expect(conditionText(condition, {})).toBe('mine(a=1, b=2).x@4h > 0 for 3 bars')
})

test('every condition is read back as it was', () => {
  fc.assert(
    fc.property(randomConditions(), (condition) => {
      const text = conditionText(condition, indicators)
      try {
        expect(parseCondition(text, indicators)).toEqual(condition)
      } catch (error) {
        // Random conditions may be larger than a text may be.
        if (!/at most 500 are read|more than 50 parts|nested deeper/.test(String(error))) throw error
      }
    }),
    { numRuns: 500 },
  )
})
