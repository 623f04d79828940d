import { PlimsollError } from '../../core/errors.ts'
import type { Timeframe } from '../../core/timeframe.ts'
import { checkedLakeKey, type LakeKey, type LakeMarket } from '../../store/lake/lake-key.ts'
import type { KeyFlags } from './lake-keys.ts'

/** Exchanges whose names are taken from the names of files and folders. Others must be said. */
const EXCHANGES = [
  ...['binance', 'binanceus', 'bitfinex', 'bitget', 'bitmex', 'bitstamp', 'bybit', 'coinbase', 'deribit', 'gate'],
  ...['gateio', 'gemini', 'htx', 'huobi', 'hyperliquid', 'kraken', 'krakenfutures', 'kucoin', 'mexc', 'okx'],
]

/** Folders that say which market the candles in them are of. */
const MARKET_FOLDERS: Readonly<Record<string, LakeMarket>> = {
  spot: 'spot',
  swap: 'swap',
  linear: 'swap',
  perp: 'swap',
  usdm: 'swap',
  um: 'swap',
  futures: 'swap',
}

const QUOTES = ['USDT', 'USDC', 'FDUSD', 'BUSD', 'TUSD', 'USD', 'EUR', 'BTC', 'ETH']

interface Guess {
  readonly exchange?: string | undefined
  readonly market?: LakeMarket | undefined
  readonly symbol?: string | undefined
}

/** The key of the candles of a file: what the flags say, and where they say nothing what its name and folders do without doubt. */
export function keyOfFile(path: string, timeframe: Timeframe, flags: Omit<KeyFlags, 'timeframe'>): LakeKey {
  const folders = path.split(/[/\\]/).slice(0, -1).toReversed()
  const guess = guessOfName(path.split(/[/\\]/).at(-1) ?? '', folders[0])
  const exchange = flags.exchange ?? guess.exchange ?? exchangeOfFolders(folders)
  const market = flags.market ?? marketOfSymbol(flags.symbol) ?? guess.market ?? MARKET_FOLDERS[folders[0] ?? '']
  if (exchange === undefined) throw unknown(path, 'of which exchange', '--exchange binance')
  if (market === undefined) throw unknown(path, 'of which market', '--market spot or --market swap')
  const symbol = flags.symbol ?? guess.symbol ?? symbolOfStem(path, market)
  if (symbol === undefined) throw unknown(path, 'of which symbol', '--symbol BTC/USDT')
  return checkedLakeKey({ exchange, market, symbol, timeframe })
}

/** What a name says by itself: `BTC_USDT_USDT-5m-futures.json.gz` of freqtrade, `Binance_BTCUSDT_1h.csv` of CryptoDataDownload. */
function guessOfName(name: string, folder: string | undefined): Guess {
  const [, base, quote, settle] = /^([A-Z0-9]+)_([A-Z0-9]+)(?:_([A-Z0-9]+))?-\d+[mhd](?:-futures)?\./.exec(name) ?? []
  if (base !== undefined && quote !== undefined) {
    const isSwap = settle !== undefined
    if (isSwap || folder !== 'futures') {
      return { market: isSwap ? 'swap' : 'spot', symbol: `${base}/${quote}${isSwap ? `:${settle}` : ''}` }
    }
  }
  const [, venue] = /^([A-Za-z]+)_[A-Z0-9]+_(?:\d+[mhd]|d|minute|hour)\./.exec(name) ?? []
  return { exchange: knownExchange(venue) }
}

/** The first part of the name that is a pair: BTCUSDT is BTC/USDT on a spot market and BTC/USDT:USDT as a perpetual. DOTUSD may be two. */
function symbolOfStem(path: string, market: LakeMarket): string | undefined {
  const name = path.split(/[/\\]/).at(-1) ?? ''
  const [, stem = ''] = /^(?:[A-Za-z]+_)?([A-Z0-9]+)(?=[-_.])/.exec(name) ?? []
  if (market === 'future') return undefined
  const quotes = QUOTES.filter((one) => stem.endsWith(one) && stem.length > one.length)
  const pairs = quotes.map((quote) => `${stem.slice(0, -quote.length)}/${quote}${market === 'swap' ? `:${quote}` : ''}`)
  if (pairs.length <= 1) return pairs[0]
  const flags = pairs.map((pair) => `--symbol ${pair}`).join(' or ')
  throw new PlimsollError('usage', `${path} may hold the candles of ${pairs.join(' or of ')}`, `Add ${flags}.`)
}

/** Above a folder of a market stands that of the exchange. */
function exchangeOfFolders([first = '', second]: readonly string[]): string | undefined {
  return MARKET_FOLDERS[first] === undefined ? knownExchange(first) : knownExchange(second)
}

function knownExchange(name: string | undefined): string | undefined {
  return EXCHANGES.find((one) => one === name?.toLowerCase())
}

function marketOfSymbol(symbol: string | undefined): LakeMarket | undefined {
  if (symbol === undefined) return undefined
  if (!symbol.includes(':')) return 'spot'
  return /-\d{6,8}$/.test(symbol) ? 'future' : 'swap'
}

function unknown(path: string, what: string, flag: string): PlimsollError {
  return new PlimsollError('usage', `${path} does not say ${what} its candles are`, `Add ${flag}.`)
}
