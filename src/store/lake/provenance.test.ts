import { expect, test } from 'vitest'
import { refuseMixture, refuseSynthetic } from './provenance.ts'

const key = { exchange: 'binance', market: 'spot', symbol: 'BTC/USDT', timeframe: '1h' } as const

test('real candles may be used for anything', () => {
  expect(() => refuseSynthetic({ key, provenance: 'real' }, 'live trading')).not.toThrow()
})

test.each(['synthetic', 'paper'] as const)('%s candles never decide over real money', (provenance) => {
  expect(() => refuseSynthetic({ key, provenance }, 'live trading')).toThrow(
    `the candles binance/spot/BTC/USDT/1h are ${provenance}: live trading takes real ones only`,
  )
})

test('one key holds candles of one provenance', () => {
  expect(() => refuseMixture(key, 'paper', 'paper')).not.toThrow()
  expect(() => refuseMixture(key, 'real', 'synthetic')).toThrow(
    'the candles binance/spot/BTC/USDT/1h are real, and these are synthetic: one place does not hold both',
  )
})
