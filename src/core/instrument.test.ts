import { expect, test } from 'vitest'
import { ASSUMED_TIERS, createInstrument, parseSymbol } from './instrument.ts'

test('a symbol says what it is', () => {
  expect(parseSymbol('BTC/USDT')).toEqual({ base: 'BTC', quote: 'USDT', kind: 'spot' })
  expect(parseSymbol('1000PEPE/USDT:USDT')).toEqual({ base: '1000PEPE', quote: 'USDT', kind: 'linear' })
})

test.each(['BTCUSDT', 'BTC/USDT:BTC', 'btc/usdt', 'BTC/', '', 'BTC/USDT:'])('"%s" is refused', (symbol) => {
  expect(() => parseSymbol(symbol)).toThrow(`"${symbol}" is not a symbol that can be traded here`)
})

test('a spot market has no leverage tiers, a perpetual has the assumed ones', () => {
  expect(createInstrument({ symbol: 'BTC/USDT', tickSize: 0.1, lotSize: 0.001 }).tiers).toEqual([])
  expect(createInstrument({ symbol: 'BTC/USDT:USDT', tickSize: 0.1, lotSize: 0.001 }).tiers).toBe(ASSUMED_TIERS)
})
