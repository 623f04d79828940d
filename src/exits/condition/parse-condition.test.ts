import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PlimsollError } from '../../core/errors.ts'
import * as indicators from '../../indicators/catalogue.ts'
import type { Condition } from './condition.ts'
import { conditionText } from './condition-text.ts'
import { parseCondition } from './parse-condition.ts'
import { randomTokens } from './testing/random-condition.ts'

const parse = (text: string) => parseCondition(text, indicators)

function errorOf(text: string): PlimsollError {
  try {
    parse(text)
  } catch (error) {
    if (error instanceof PlimsollError) return error
    throw error
  }
  return expect.fail(`"${text}" was accepted`)
}

test('a comparison of an indicator with a number', () => {
  const adx = { type: 'line', indicator: 'adx', params: {}, source: 'close', line: 'adx', timeframe: undefined }
  const right = { type: 'number', value: 25 }
  expect(parse('ADX < 25')).toEqual({ type: 'comparison', left: adx, operator: '<', right, bars: 1 })
})

test('a condition with all of the language', () => {
  const ema = { type: 'line', indicator: 'ema', params: { period: 50 }, source: 'close', line: 'ema', timeframe: '1h' }
  const left = { type: 'bar', field: 'close', timeframe: '1h' }
  const below = { type: 'comparison', left, operator: '<', right: ema, bars: 2 }
  const rsi = { type: 'line', indicator: 'rsi', params: {}, source: 'close', line: 'rsi', timeframe: '15m' }
  const fifty = { type: 'number', value: 50 }
  const crossed = { type: 'comparison', left: rsi, operator: 'crosses above', right: fifty, bars: 1 }
  const text = 'Close < EMA(50)\n  on 1H for 2 bars && NOT (rsi@15m Crosses_Above 5000%)'
  expect(parse(text)).toEqual({ type: 'and', conditions: [below, { type: 'not', condition: crossed }] })
})

test('or binds weaker than and, and weaker than not, not weaker than a comparison', () => {
  const same = (one: string, other: string) => expect(parse(one)).toEqual(parse(other))
  same('low<1 or low<2 and not low<3 for 2 bars', '(low<1) or ((low<2) and (not ((low<3) for 2 bars)))')
  same('low+high*2 < -low/2-1', '(low+(high*2)) < (((-low)/2)-1)')
})

test.each([
  ['5%', 0.05],
  ['0.05 %', 0.0005],
  ['7%', 0.07],
  ['-1.5e-3', -0.0015],
  ['2E3%', 20],
  ['.5', 0.5],
  ['+3', 3],
  ['-0', 0],
])('the number %s is %d', (text, value) => {
  expect(parse(`close < ${text}`)).toMatchObject({ right: { type: 'number', value } })
})

test.each([
  ['', 1, 'the end cannot stand here', 'Here can stand: (, a name, a number, not.'],
  ['rsi <<5', 6, '"<" cannot stand here', 'Here can stand: (, a name, a number.'],
  ['ema(20', 7, 'the end cannot stand here', 'Here can stand: ), ,.'],
  ['rsi between 3 and 5', 5, '"between" cannot stand here', 'a comparison (<, <=, >'],
  ['close < 5 §', 11, '"§" cannot stand here', '* or /, + or -, @'],
  ['rsi < 50 on', 12, 'the end cannot stand here', 'Here can stand: a timeframe.'],
  ['rsi<50 for bars', 12, '"bars" cannot stand here', 'Here can stand: a number of bars.'],
  ['close < 5\u0000', 10, '" " cannot stand here', 'the end'],
  ['close < and', 9, '"and" cannot stand here', 'a name'],
  ['close < 5x', 9, '"5x" cannot stand here', 'a number'],
])('%j is refused at column %d', (text, column, problem, cure) => {
  const error = errorOf(text)
  expect(error.code).toBe('usage')
  expect(error.message.split('\n')[0]).toBe(`condition, column ${column}: ${problem}`)
  expect(error.message.split('\n')[2]).toBe(`${' '.repeat(column + 1)}^`)
  expect(error.cure).toContain(cure)
})

test('a text of 500 characters is read, one of 501 is not, and is not shown whole', () => {
  const text = `close < 5${' '.repeat(491)}`
  expect(parse(text)).toMatchObject({ operator: '<' })
  const error = errorOf(`${text} `)
  expect(error.message).toBe(
    ['condition, column 1: 501 characters, at most 500 are read', `  close < 5${' '.repeat(51)} …`, '  ^'].join('\n'),
  )
  expect(error.cure).toBe('Leave some of it out, or make two conditions of it.')
})

test('so is one that could not be read back when it is written out', () => {
  // Each of the 11 is written as fundingRate@15m < 0.12345678 for 100 bars, with ' and ' between them.
  const longest = (last: string) =>
    [...Array.from({ length: 10 }, () => 'Funding@15m<.12345678 for 100 bar'), last].join('&&')
  const whole = longest('Funding@15m<.1234567 for 100 bar')
  expect(whole.length).toBeLessThan(500)
  expect(conditionText(parse(whole), indicators)).toHaveLength(500)
  expect(errorOf(longest('Funding@15m<.12345678 for 100 bar')).message).toMatch(
    /^condition, column 1: 501 characters when it is written out, at most 500 are read\n/,
  )
})

test('20 parentheses may be open, 21 may not', () => {
  const nested = (count: number) => `${'('.repeat(count)}rsi${')'.repeat(count)} < 5`
  expect(parse(nested(20))).toEqual(parse('rsi<5'))
  const error = errorOf(nested(21))
  expect(error.message).toContain('column 21: more than 20 open parentheses')
  expect(error.cure).toBe('Take parentheses away.')
  expect(errorOf(`${'low+('.repeat(21)}low${')'.repeat(21)} < 5`).message).toContain(
    'column 105: more than 20 open parentheses',
  )
})

test('those that are closed again are not counted', () => {
  const eleven = (name: string) => `${'('.repeat(11)}${name}${')'.repeat(11)}`
  expect(parse(`${eleven('rsi')} < ${eleven('low')}`)).toEqual(parse('rsi<low'))
})

test('a condition of more than 50 parts is refused', () => {
  const sum = (count: number) => Array.from({ length: count }, () => 'low').join('+')
  expect(errorOf(`${sum(13)} < ${sum(13)} and ${sum(2)}<3`).message).toContain('more than 50 parts')
  expect(errorOf(`${sum(40)} < 5`).message).toContain('nested deeper than 20')
  expect(errorOf(`${'!'.repeat(400)}low<5`).message).toContain('nested deeper than 20')
  expect(parse(`${'-'.repeat(401)}low<5`)).toEqual(parse('-low < 5'))
})

/** Every text gives a condition that can be written and read again, or a PlimsollError. */
function expectNoSurprise(text: string): void {
  let condition: Condition
  try {
    condition = parse(text)
  } catch (error) {
    if (!(error instanceof PlimsollError && error.code === 'usage' && error.cure !== '')) throw error
    expect(error.cure).not.toContain('stand: .')
    return
  }
  expect(parse(conditionText(condition, indicators))).toEqual(condition)
}

test('no text gives another error', () => {
  fc.assert(fc.property(fc.string({ maxLength: 520, unit: 'binary' }), expectNoSurprise), { numRuns: 300 })
  fc.assert(fc.property(fc.string({ maxLength: 60, unit: fc.constantFrom(...'()a1<.@-!% =on') }), expectNoSurprise))
  fc.assert(fc.property(randomTokens, expectNoSurprise), { numRuns: 1000 })
})

test.each([
  ['parentheses', `${'('.repeat(20)}low${'+(low'.repeat(60)}`],
  ['hyphens', 'a-'.repeat(250)],
  ['signs', '-'.repeat(500)],
  ['nots', 'not '.repeat(125)],
  ['a long name', 'a'.repeat(500)],
  ['half crossings', `close${' crosses'.repeat(60)}`],
])('%s without end are refused within a moment', (_, text) => {
  const startedAt = performance.now()
  errorOf(text)
  expect(performance.now() - startedAt).toBeLessThan(2000)
})
