import { PlimsollError } from '../../core/errors.ts'
import { parseTimeframe } from '../../core/timeframe.ts'
import type { LakeEntry } from '../../store/lake/lake-entry.ts'
import { formatLakeKey, LAKE_MARKETS, parseLakeKey } from '../../store/lake/lake-key.ts'
import { choice, type FlagsOf, text } from '../flag.ts'

/** The flags that name candles of the lake, each part of a key by itself. */
export const keyFlags = {
  exchange: text('name', 'exchange: binance'),
  market: choice('market', 'market of the exchange; swap is perpetuals', LAKE_MARKETS),
  symbol: text('symbol', 'symbol: BTC/USDT, BTC/USDT:USDT', { short: 'p' }),
  timeframe: text('timeframe', 'timeframe of the candles', { short: 'i' }),
}

export type KeyFlags = FlagsOf<typeof keyFlags>

/** The entries that the flags and words (`binance/spot/BTC/USDT/1h`) choose; all when they say nothing. Refuses when none is chosen. */
export function chosenEntries(
  entries: readonly LakeEntry[],
  flags: KeyFlags,
  words: readonly string[] = [],
): readonly LakeEntry[] {
  const { exchange, market, symbol } = flags
  const timeframe = flags.timeframe === undefined ? undefined : parseTimeframe(flags.timeframe)
  const named = words.map((word) => formatLakeKey(parseLakeKey(word)))
  const isAny = <T>(wanted: T | undefined, value: T) => wanted === undefined || wanted === value
  const chosen = entries.filter(
    ({ key }) =>
      (named.length === 0 || named.includes(formatLakeKey(key))) &&
      isAny(exchange, key.exchange) &&
      isAny(market, key.market) &&
      isAny(symbol, key.symbol) &&
      isAny(timeframe, key.timeframe),
  )
  const absent = named.find((name) => !chosen.some(({ key }) => formatLakeKey(key) === name))
  if (absent === undefined && (chosen.length > 0 || isEverything(flags))) return chosen
  throw new PlimsollError(
    'data',
    `the lake has no candles ${absent ?? Object.values({ exchange, market, symbol, timeframe }).filter(Boolean).join(' ')}`,
    entries.length === 0 ? 'It is empty: see plimsoll data import --help.' : 'See plimsoll data list for what it has.',
  )
}

function isEverything({ exchange, market, symbol, timeframe }: KeyFlags): boolean {
  return [exchange, market, symbol, timeframe].every((part) => part === undefined)
}
