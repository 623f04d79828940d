import { expect, test } from 'vitest'
import { PlimsollError } from '../../core/errors.ts'
import { boolean, integer } from '../../core/params.ts'
import * as indicators from '../../indicators/catalogue.ts'
import { defineIndicator } from '../../indicators/indicator.ts'
import type { Comparison } from './condition.ts'
import { parseCondition } from './parse-condition.ts'

const read = (text: string) => (parseCondition(`${text} < 5`, indicators) as Comparison).left

const line = (given: object) => ({ type: 'line', params: {}, source: 'close', timeframe: undefined, ...given })
const bar = (field: string) => ({ type: 'bar', field, timeframe: undefined })

test.each(['open', 'High', 'LOW', 'close', 'volume'])('%s is a field of the bar', (word) => {
  expect(read(word)).toEqual(bar(word.toLowerCase()))
})

test.each([
  ['price', bar('close')],
  ['volume()', bar('volume')],
  ['funding', line({ indicator: 'fundingRate', line: 'fundingRate' })],
  ['funding-rate', line({ indicator: 'fundingRate', line: 'fundingRate' })],
  ['WILLIAMS_R(9)', line({ indicator: 'williamsR', params: { period: 9 }, line: 'williamsR' })],
  ['adx.plus-di', line({ indicator: 'adx', line: 'plusDi' })],
  ['macd', line({ indicator: 'macd', line: 'macd' })],
  ['macd.HISTOGRAM', line({ indicator: 'macd', line: 'histogram' })],
  ['Bollinger (20, 2) .lower', undefined],
  [
    'bollinger(20, ddof=1, deviations: 2.5).lower',
    line({ indicator: 'bollinger', params: { period: 20, deviations: 2.5, ddof: 1 }, line: 'lower' }),
  ],
  ['keltner(ATR_Period=10)', line({ indicator: 'keltner', params: { atrPeriod: 10 }, line: 'middle' })],
  ['ema(20, First)', line({ indicator: 'ema', params: { period: 20, seed: 'first' }, line: 'ema' })],
  ['price(HL2)', line({ indicator: 'price', params: { of: 'hl2' }, line: 'price' })],
  ['price(close)', line({ indicator: 'price', params: { of: 'close' }, line: 'price' })],
  ['sma(volume, 20)', line({ indicator: 'sma', params: { period: 20 }, source: 'volume', line: 'sma' })],
  ['ema(close, 50)', line({ indicator: 'ema', params: { period: 50 }, line: 'ema' })],
  ['ema(50, source=High)', line({ indicator: 'ema', params: { period: 50 }, source: 'high', line: 'ema' })],
  ['squeeze.on', line({ indicator: 'squeeze', line: 'on' })],
])('%s', (text, expected) => {
  if (expected === undefined) expect(() => read(text)).toThrow('"." cannot stand here')
  else expect(read(text)).toEqual(expected)
})

test.each([
  ['ema(20, high)', line({ indicator: 'ema', params: { period: 20, seed: 'high' }, line: 'ema' })],
  ['sma(volume, high)', line({ indicator: 'sma', params: { period: 'high' }, source: 'volume', line: 'sma' })],
  ['ema(seed=high)', line({ indicator: 'ema', params: { seed: 'high' }, line: 'ema' })],
  ['ema(SOURCE=high)', line({ indicator: 'ema', source: 'high', line: 'ema' })],
  ['atr(fast)', line({ indicator: 'atr', params: { period: 'fast' }, line: 'atr' })],
  ['ema(20, 5)', line({ indicator: 'ema', params: { period: 20, seed: 5 }, line: 'ema' })],
  ['rsi(true)', line({ indicator: 'rsi', params: { period: 'true' }, line: 'rsi' })],
])('%s is taken as it stands, for checkCondition to refuse', (text, expected) => {
  expect(read(text)).toEqual(expected)
})

test.each([
  ['true', true],
  ['FALSE', false],
  ['5', 5],
  ['yes', 'yes'],
  ['trueish', 'trueish'],
  ['untrue', 'untrue'],
])('a parameter that is on or off is given as %s', (text, value) => {
  const mine = defineIndicator({
    name: 'mine',
    title: 'Mine',
    about: 'An indicator that is not in the catalogue.',
    params: { period: integer(5, { min: 1, max: 9 }), isFast: boolean(false) },
    lines: ['mine'],
    takesSource: false,
    warmup: () => ({ mine: 0 }),
  })
  const { left } = parseCondition(`mine(isFast=${text}) > 1`, { mine }) as Comparison
  expect(left).toMatchObject({ indicator: 'mine', params: { isFast: value } })
})

test.each([
  ['emma(20)', 'column 1: unknown indicator "emma"', 'Did you mean "ema"?'],
  ['fundng', 'column 1: unknown indicator "fundng"', 'Did you mean "funding"?'],
  ['macd.histo', 'column 6: macd has no line "histo"', 'Known: macd, signal, histogram.'],
  ['adx.plusDj', 'column 5: adx has no line "plusDj"', 'Did you mean "plusDi"?'],
  ['ema(perod=5)', 'column 5: ema has no parameter "perod"', 'Did you mean "period"?'],
  ['rsi(14, 3)', 'column 9: 3 is one parameter too many for rsi', 'It takes period.'],
  ['psar(1, 2, 3)', 'column 12: 3 is one parameter too many for psar', 'It takes step, maximum.'],
  ['obv(5)', 'column 5: obv takes no parameters', 'Write obv alone.'],
  ['close(5)', 'column 1: unknown indicator "close"', 'Known: open, high'],
  ['close.line', 'column 7: close has no lines', 'Write close alone.'],
  ['macd(8, fast=9)', 'column 9: fast is given twice', 'Leave one of them out.'],
])('%s is refused with the nearest name', (text, message, cure) => {
  let error: unknown
  try {
    read(text)
  } catch (thrown) {
    error = thrown
  }
  expect(error).toBeInstanceOf(PlimsollError)
  expect((error as PlimsollError).message).toContain(`condition, ${message}\n`)
  expect((error as PlimsollError).cure).toContain(cure)
})
