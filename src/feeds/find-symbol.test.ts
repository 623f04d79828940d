import { expect, test } from 'vitest'
import { PlimsollError } from '../core/errors.ts'
import { findSymbol } from './find-symbol.ts'

const SPOT = new Set(['BTC/USDT', 'ETH/USDT', 'ETH/BTC', 'SOL/USDT'])
const SWAP = new Set(['BTC/USDT:USDT', 'ETH/USDT:USDT', '1000PEPE/USDT:USDT'])

test.each([
  ['BTC/USDT', 'BTC/USDT'],
  ['eth/btc', 'ETH/BTC'],
])('%s on a spot market is %s', (given, symbol) => {
  expect(findSymbol(given, 'spot', 'binance', SPOT)).toBe(symbol)
})

test.each([
  ['btc/usdt', 'BTC/USDT:USDT'],
  ['ETH/USDT:USDT', 'ETH/USDT:USDT'],
  ['1000PEPE/USDT', '1000PEPE/USDT:USDT'],
])('%s among swaps is %s', (given, symbol) => {
  expect(findSymbol(given, 'swap', 'binance', SWAP)).toBe(symbol)
})

function refusal(given: string, market: 'spot' | 'swap' = 'spot'): PlimsollError {
  try {
    findSymbol(given, market, 'binance', market === 'spot' ? SPOT : SWAP)
  } catch (error) {
    if (error instanceof PlimsollError) return error
  }
  throw new Error('it was not refused')
}

test('an unknown symbol gets the nearest names as its cure', () => {
  expect(refusal('BTX/USDT')).toMatchObject({
    code: 'usage',
    message: 'binance has no spot market "BTX/USDT"',
    cure: 'Did you mean BTC/USDT or ETH/USDT or SOL/USDT?',
  })
  expect(refusal('PEPE/USDT', 'swap').cure).toContain('1000PEPE/USDT:USDT')
})

test('a symbol that is near to none gets the number of those that there are', () => {
  expect(refusal('A/B').cure).toBe('It has 4 of them; check the name of the asset.')
})

test('a perpetual is no spot market', () => {
  expect(refusal('BTC/USDT:USDT')).toMatchObject({
    message: '"BTC/USDT:USDT" is a perpetual, not a spot market',
    cure: 'Write BTC/USDT, or give --market swap.',
  })
})

test('what is no symbol is refused before anything is looked up', () => {
  expect(refusal('BTCUSDT').message).toBe('"BTCUSDT" is not a symbol that can be traded here')
})
