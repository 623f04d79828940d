import { expect, test } from 'vitest'
import * as indicators from '../../indicators/catalogue.ts'
import { checkCondition } from './check-condition.ts'
import type { Comparison, Value } from './condition.ts'
import { parseCondition } from './parse-condition.ts'

const check = (text: string) => checkCondition(parseCondition(text, indicators), indicators, '5m')

test.each([
  'ADX < 25',
  'close < ema(50) on 1h for 2 bars',
  'rsi(14)@15m crosses below 50 or funding > 0.05%',
  'adx(14)@5m < 25 and not (close > ema(200)@4h)',
  'macd.histogram < 0',
  'macd(12,26,9).signal@1h >= macd.macd@1h',
  'bollinger(20, 2).lower > close',
  'ema(12) crosses above ema(26)',
  'ema(12) crosses_above ema(26)',
  'volume < sma(20) * 0.5',
  'ema(period=20) > price@1d',
])('%s is right', (text) => {
  expect(() => check(text)).not.toThrow()
})

test.each([
  ['rsi(0) < 50', 'indicator rsi: period cannot be "0"'],
  ['rsi(14.5) < 50', 'indicator rsi: period cannot be "14.5"'],
  ['ema(5, seed=last) < 50', 'indicator ema: seed cannot be "last"'],
  ['5 < 4', 'condition: "5 < 4" compares numbers alone, so it is always the same'],
  ['not (close < 5 and 2 * (3 - 1) crosses above -1)', '"2 * (3 - 1) crosses above -1" compares numbers alone'],
  ['close < ema(20)@3m', 'condition: "ema(20)@3m": 3m is smaller than the market\'s 5m'],
  ['-close@1m < 5', 'condition: "close@1m": 1m is smaller than the market\'s 5m'],
])('%s is refused', (text, message) => {
  expect(() => check(text)).toThrow(message)
})

test('a timeframe that is no multiple of the market is refused with those that are', () => {
  const condition = parseCondition('close@5m < 5', indicators)
  expect(() => checkCondition(condition, indicators, '3m')).toThrow(
    expect.objectContaining({
      message: 'condition: "close@5m": 5m is no multiple of the market\'s 3m',
      cure: 'Use 3m, 15m, 30m, 1h, 4h, 1d.',
    }),
  )
})

const close: Value = { type: 'bar', field: 'close', timeframe: undefined }
const atr: Value = { type: 'line', indicator: 'atr', params: {}, source: 'close', line: 'atr', timeframe: undefined }
const comparison: Comparison = { type: 'comparison', left: close, operator: '<', right: atr, bars: 1 }

const known = `Known: ${Object.keys(indicators).join(', ')}.`
const ofBars = 'Use a whole number from 1 to 500.'

test.each<[string, string, Partial<Comparison>]>([
  ['condition: unknown indicator "atrr"', `Did you mean "atr"? ${known}`, { right: { ...atr, indicator: 'atrr' } }],
  ['condition: unknown indicator "toString"', known, { right: { ...atr, indicator: 'toString' } }],
  ['condition: atr has no line "main"', 'Known: atr.', { right: { ...atr, line: 'main' } }],
  ['indicator atr has no parameter "length"', 'Known: period.', { right: { ...atr, params: { length: 5 } } }],
  ['condition: atr reads whole bars, not the volume', 'Leave the source out.', { right: { ...atr, source: 'volume' } }],
  [
    'condition: Infinity cannot be compared',
    'Use a finite number.',
    { right: { type: 'number', value: Number.POSITIVE_INFINITY } },
  ],
  ['condition: "close < atr for 0 bars": 0 bars are not possible', ofBars, { bars: 0 }],
  ['condition: "close < atr for 1.5 bars": 1.5 bars are not possible', ofBars, { bars: 1.5 }],
  ['condition: "close < atr for 501 bars": 501 bars are not possible', ofBars, { bars: 501 }],
  [
    'condition: "close crosses above atr for 2 bars": a crossing happens at one bar',
    'Leave "for" out, or write < or > instead of crosses.',
    { operator: 'crosses above', bars: 2 },
  ],
  [
    'condition: "5 < 4" compares numbers alone, so it is always the same',
    'Compare a price or an indicator: close < 100.',
    { left: { type: 'number', value: 5 }, right: { type: 'number', value: 4 } },
  ],
])('one that was made by hand is checked as well: %s', (message, cure, wrong) => {
  const refusal = expect.objectContaining({ code: 'usage', message, cure })
  expect(() => checkCondition({ ...comparison, ...wrong }, indicators, '5m')).toThrow(refusal)
  expect(() => checkCondition({ type: 'not', condition: { ...comparison, ...wrong } }, indicators, '5m')).toThrow(
    refusal,
  )
})

test('500 bars are possible', () => {
  expect(() => checkCondition({ ...comparison, bars: 500 }, indicators, '5m')).not.toThrow()
})

test('and joins two or more, and no more than can be followed', () => {
  expect(() => checkCondition({ type: 'and', conditions: [comparison] }, indicators, '5m')).toThrow(
    expect.objectContaining({
      message: 'condition: "and" joins fewer than two conditions',
      cure: 'Give it two or more, or leave it out.',
    }),
  )
  const many = Array.from({ length: 20 }, () => comparison)
  expect(() => checkCondition({ type: 'or', conditions: many }, indicators, '5m')).toThrow('more than 50 parts')
})
