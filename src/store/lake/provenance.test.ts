import { expect, test } from 'vitest'
import { refuseMixture } from './provenance.ts'

const key = { exchange: 'binance', market: 'spot', symbol: 'BTC/USDT', timeframe: '1h' } as const

test('one key holds candles of one provenance', () => {
  expect(() => refuseMixture(key, 'paper', 'paper')).not.toThrow()
  expect(() => refuseMixture(key, 'real', 'synthetic')).toThrow(
    'the candles binance/spot/BTC/USDT/1h are real, and these are synthetic: one place does not hold both',
  )
})
