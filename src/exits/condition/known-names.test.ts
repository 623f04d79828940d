import { expect, test } from 'vitest'
import * as indicators from '../../indicators/catalogue.ts'
import { definitionOf, findBarField, findIndicatorName, findName, joinHyphens } from './known-names.ts'

test('case, _ and - do not matter', () => {
  const known = ['plusDi', 'minusDi']
  expect(['plusDi', 'PLUSDI', 'plus_di', 'Plus-DI', 'p_l_u_s_di'].map((name) => findName(name, known))).toEqual(
    Array.from({ length: 5 }, () => 'plusDi'),
  )
  expect(findName('plus', known)).toBeUndefined()
})

test('a name as it is written comes before one that is alike', () => {
  expect(findName('plusdi', ['plusDi', 'plusdi'])).toBe('plusdi')
  expect(findName('plus_di', ['plusDi', 'plus_di'])).toBe('plus_di')
  expect(findIndicatorName('funding', { fundingRate: {}, funding: {} })).toBe('funding')
})

test('price is the close, funding is the funding rate', () => {
  expect(findBarField('PRICE')).toBe('close')
  expect(findBarField('Volume')).toBe('volume')
  expect(findBarField('hl2')).toBeUndefined()
  expect(findIndicatorName('Funding', indicators)).toBe('fundingRate')
  expect(findIndicatorName('funding_rate', indicators)).toBe('fundingRate')
})

test('what every object has is no indicator', () => {
  expect(findIndicatorName('constructor', {})).toBeUndefined()
  expect(definitionOf({}, 'toString')).toBeUndefined()
})

test.each([
  ['williams-r < -80', 'williams_r < -80'],
  ['Stoch-RSI.k-open', 'Stoch_RSI.k-open'],
  ['adx.plus-di-adx.minus-di', 'adx.plus_di-adx.minus_di'],
  ['close-funding-rate', 'close-funding_rate'],
  ['funding-rate-close-open', 'funding_rate-close-open'],
  ['cdl-rising-falling-three-methods-rsi', 'cdl_rising_falling_three_methods-rsi'],
  ['close@1d-ema(5)', 'close@1d-ema(5)'],
  ['close-5 > ema-sma', 'close-5 > ema-sma'],
  ['macd.macd-macd.signal', 'macd.macd-macd.signal'],
])('a hyphen within a name is joined, every other is a minus: %s', (text, joined) => {
  expect(joinHyphens(text, indicators)).toBe(joined)
})

test('no difference of two words of the catalogue is taken for a name', () => {
  const words = ['open', 'high', 'low', 'close', 'volume', 'funding', ...Object.keys(indicators)]
  const taken = words
    .flatMap((a) => words.map((b) => `${a}-${b}`))
    .filter((text) => joinHyphens(text, indicators) !== text)
  expect(taken).toEqual([])
})
