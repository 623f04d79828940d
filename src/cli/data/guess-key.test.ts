import { expect, test } from 'vitest'
import { PlimsollError } from '../../core/errors.ts'
import { formatLakeKey } from '../../store/lake/lake-key.ts'
import { keyOfFile } from './guess-key.ts'

const NOTHING = { exchange: undefined, market: undefined, symbol: undefined }

test.each([
  ['user_data/data/binance/BTC_USDT-5m.json.gz', 'binance/spot/BTC/USDT/5m'],
  ['user_data/data/okx/futures/ETH_USDT_USDT-5m-futures.json', 'okx/swap/ETH/USDT:USDT/5m'],
  ['ohlcv/binance/spot/BTCUSDT-5m-2020-12-01_2021-07-17.csv.gz', 'binance/spot/BTC/USDT/5m'],
  ['ohlcv/binance/usdm/1000PEPEUSDT-5m.csv.gz', 'binance/swap/1000PEPE/USDT:USDT/5m'],
  ['ohlcv/bitfinex/spot/BTCUSD-5m.csv', 'bitfinex/spot/BTC/USD/5m'],
  ['kucoin/spot/USDCUSDT-5m.csv', 'kucoin/spot/USDC/USDT/5m'],
])('%s holds %s', (path, key) => {
  expect(formatLakeKey(keyOfFile(path, '5m', NOTHING))).toBe(key)
})

test.each([
  ['Binance_BTCUSDT_1h.csv', { market: 'spot' }, 'binance/spot/BTC/USDT/1h'],
  ['BTCUSDT-1h-2024-01.csv', { exchange: 'binance', market: 'swap' }, 'binance/swap/BTC/USDT:USDT/1h'],
  ['BTCUSDT-1h-2024-01.csv', { exchange: 'binance', symbol: 'BTC/USDT:USDT' }, 'binance/swap/BTC/USDT:USDT/1h'],
  ['kraken/spot/DOTUSD-1h.csv', { symbol: 'DOT/USD' }, 'kraken/spot/DOT/USD/1h'],
  ['mine.csv', { exchange: 'kraken', symbol: 'BTC/EUR' }, 'kraken/spot/BTC/EUR/1h'],
  ['mine.csv', { exchange: 'okx', symbol: 'BTC/USD:BTC-240628' }, 'okx/future/BTC/USD:BTC-240628/1h'],
  ['binance/spot/BTCUSDT-1h.csv', { exchange: 'bybit' }, 'bybit/spot/BTC/USDT/1h'],
] as const)('%s with %o holds %s', (path, flags, key) => {
  expect(formatLakeKey(keyOfFile(path, '1h', { ...NOTHING, ...flags }))).toBe(key)
})

function refusal(path: string, flags: object): string {
  try {
    return formatLakeKey(keyOfFile(path, '1h', { ...NOTHING, ...flags }))
  } catch (error) {
    if (error instanceof PlimsollError) return `${error.message}. ${error.cure}`
    throw error
  }
}

test.each([
  ['BTCUSDT-1h.csv', {}, 'BTCUSDT-1h.csv does not say of which exchange its candles are. Add --exchange binance.'],
  [
    'data/BTCUSDT-1h.csv',
    { exchange: 'binance' },
    'data/BTCUSDT-1h.csv does not say of which market its candles are. Add --market spot or --market swap.',
  ],
  [
    'binance/spot/bitcoin.csv',
    {},
    'binance/spot/bitcoin.csv does not say of which symbol its candles are. Add --symbol BTC/USDT.',
  ],
  [
    'binance/futures/BTC_USDT-1h.json',
    {},
    'binance/futures/BTC_USDT-1h.json does not say of which symbol its candles are. Add --symbol BTC/USDT.',
  ],
  [
    'binance/spot/DOTUSD-1h.csv',
    {},
    'binance/spot/DOTUSD-1h.csv may hold the candles of DO/TUSD or of DOT/USD. Add --symbol DO/TUSD or --symbol DOT/USD.',
  ],
  [
    'binance/usdm/BTCBUSD-1h.csv',
    {},
    'binance/usdm/BTCBUSD-1h.csv may hold the candles of BTC/BUSD:BUSD or of BTCB/USD:USD. Add --symbol BTC/BUSD:BUSD or --symbol BTCB/USD:USD.',
  ],
  [
    'binance/spot/BTCUSDT-1h.csv',
    { market: 'spot', symbol: 'BTC/USDT:USDT' },
    '"BTC/USDT:USDT" is no symbol of a spot market. Write it as in BTC/USDT, or choose another market.',
  ],
])('%s with %o is not guessed', (path, flags, message) => {
  expect(refusal(path, flags)).toBe(message)
})
