import { expect, test } from 'vitest'
import { PlimsollError } from '../../core/errors.ts'
import { checkedLakeKey, formatLakeKey, parseLakeKey } from './lake-key.ts'

test.each([
  ['binance/spot/BTC/USDT/1h', { exchange: 'binance', market: 'spot', symbol: 'BTC/USDT', timeframe: '1h' }],
  ['okx/swap/BTC/USDT:USDT/5m', { exchange: 'okx', market: 'swap', symbol: 'BTC/USDT:USDT', timeframe: '5m' }],
  [
    'deribit/future/BTC/USD:BTC-240628/1d',
    { exchange: 'deribit', market: 'future', symbol: 'BTC/USD:BTC-240628', timeframe: '1d' },
  ],
  [
    'binance/swap/1000PEPE/USDT:USDT/1m',
    { exchange: 'binance', market: 'swap', symbol: '1000PEPE/USDT:USDT', timeframe: '1m' },
  ],
  [
    'hyperliquid/swap/kPEPE/USDC:USDC/1m',
    { exchange: 'hyperliquid', market: 'swap', symbol: 'kPEPE/USDC:USDC', timeframe: '1m' },
  ],
])('%s reads and prints as it is written', (text, key) => {
  expect(parseLakeKey(text)).toEqual(key)
  expect(formatLakeKey(parseLakeKey(text))).toBe(text)
})

function refusal(text: string): string {
  try {
    parseLakeKey(text)
  } catch (error) {
    if (error instanceof PlimsollError) return error.message
    throw error
  }
  return 'none'
}

test.each([
  ['binance/BTC/USDT/1h', '"binance/BTC/USDT/1h" does not name candles of the lake'],
  ['binance/spot/BTC/USDT/2h', 'unknown timeframe "2h"'],
  ['binance/margin/BTC/USDT/1h', 'unknown market "margin"'],
  ['../spot/BTC/USDT/1h', '".." is no name of an exchange'],
  ['Binance/spot/BTC/USDT/1h', '"Binance" is no name of an exchange'],
  ['..x/spot/BTC/USDT/1h', '"..x" is no name of an exchange'],
  ['binance/spot/BTC/USDT:USDT/1h', '"BTC/USDT:USDT" is no symbol of a spot market'],
  ['binance/swap/BTC/USDT/1h', '"BTC/USDT" is no symbol of a swap market'],
  ['binance/swap/BTC/USDT:USDT-240628/1h', '"BTC/USDT:USDT-240628" is no symbol of a swap market'],
  ['binance/spot/B C/USDT/1h', '"B C/USDT" is no symbol of a spot market'],
])('%s is refused', (text, message) => {
  expect(refusal(text)).toBe(message)
})

test('a symbol that no name of a folder can hold is refused', () => {
  const symbol = `${'É'.repeat(46)}/USDT`
  expect(() => checkedLakeKey({ exchange: 'x', market: 'spot', symbol, timeframe: '1h' })).toThrow(/is no symbol/)
})
