import { PlimsollError } from '../../core/errors.ts'
import { parseTimeframe, type Timeframe } from '../../core/timeframe.ts'

export const LAKE_MARKETS = ['spot', 'swap', 'future'] as const

export type LakeMarket = (typeof LAKE_MARKETS)[number]

/** Which candles: those of one symbol on one market of an exchange, in one timeframe. `swap` holds perpetuals, `future` what expires. */
export interface LakeKey {
  readonly exchange: string
  readonly market: LakeMarket
  /** Unified: `BTC/USDT`, `BTC/USDT:USDT`, `BTC/USDT:USDT-240628`. */
  readonly symbol: string
  readonly timeframe: Timeframe
}

/** A key as people write it: `binance/spot/BTC/USDT/1h`. */
export function formatLakeKey({ exchange, market, symbol, timeframe }: LakeKey): string {
  return `${exchange}/${market}/${symbol}/${timeframe}`
}

/** Reads a key that a person typed. */
export function parseLakeKey(text: string): LakeKey {
  const [exchange = '', market = '', ...rest] = text.split('/')
  const timeframe = rest.pop()
  if (rest.length !== 2 || timeframe === undefined) {
    throw new PlimsollError(
      'usage',
      `"${text}" does not name candles of the lake`,
      'Write exchange/market/symbol/timeframe, as in binance/spot/BTC/USDT/1h. See plimsoll data list.',
    )
  }
  return checkedLakeKey({
    exchange,
    market: parseLakeMarket(market),
    symbol: rest.join('/'),
    timeframe: parseTimeframe(timeframe),
  })
}

/** Reads the name of a market that a person typed. */
export function parseLakeMarket(text: string): LakeMarket {
  const market = LAKE_MARKETS.find((one) => one === text)
  if (market !== undefined) return market
  throw new PlimsollError('usage', `unknown market "${text}"`, `Use ${LAKE_MARKETS.join(' or ')}.`)
}

/** The key as it is, or an error that says which part of it cannot be. */
export function checkedLakeKey(key: LakeKey): LakeKey {
  if (!/^[a-z0-9][a-z0-9_-]{0,39}$/.test(key.exchange)) {
    throw new PlimsollError(
      'usage',
      `"${key.exchange}" is no name of an exchange`,
      'Write it in small letters, as in binance.',
    )
  }
  const [, settle, expiry] =
    /^[^\s/:\p{C}]+\/[^\s/:\p{C}]+?(:[^\s/:\p{C}]+?(-\d{6,8})?)?$/u.exec(key.symbol) ?? refuse(key)
  const market = settle === undefined ? 'spot' : expiry === undefined ? 'swap' : 'future'
  if (market !== key.market || key.symbol.length > LONGEST_SYMBOL) refuse(key)
  return key
}

/** Longer ones make names of folders that no file system takes. */
const LONGEST_SYMBOL = 50

const SHAPES: Readonly<Record<LakeMarket, string>> = {
  spot: 'BTC/USDT',
  swap: 'BTC/USDT:USDT',
  future: 'BTC/USDT:USDT-240628',
}

function refuse({ symbol, market }: LakeKey): never {
  throw new PlimsollError(
    'usage',
    `"${symbol}" is no symbol of a ${market} market`,
    `Write it as in ${SHAPES[market]}, or choose another market.`,
  )
}
