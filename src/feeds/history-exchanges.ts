import { z } from 'zod'

/** The exchanges whose history can be downloaded, by their names in ccxt. */
export const HISTORY_EXCHANGES = ['binance', 'bybit', 'okx', 'mexc', 'coinbase'] as const

export type HistoryExchange = (typeof HISTORY_EXCHANGES)[number]

export const HISTORY_MARKETS = ['spot', 'swap'] as const

export type HistoryMarket = (typeof HISTORY_MARKETS)[number]

/** How one market of an exchange gives its history. */
export interface HistoryQuirks {
  /**
   * Candles that are asked for at once. An exchange that sends fewer than this would make a hole that looks like a gap, so these are
   * numbers that each exchange documents, not the most that anyone has seen.
   */
  readonly pageBars: number
  /** What is set in ccxt: which lists of markets it loads, and that days begin at midnight UTC. */
  readonly options: Readonly<Record<string, unknown>>
  /** Open times in an answer with candles, in whatever unit; fails for an answer of another kind, which ccxt may take for no candles. */
  readonly openTimes: z.ZodType<readonly number[]>
}

const openTime = z.coerce.number().positive()
/** `[[1586987400000, "6733.55", …], …]`, with the time first. */
const rows = z.array(z.tuple([openTime], z.unknown())).transform((list) => list.map(([at]) => at))

const binanceTimes = rows
const bybitTimes = z.object({ result: z.object({ list: rows }) }).transform(({ result }) => result.list)
const okxTimes = z.object({ data: rows }).transform(({ data }) => data)
const mexcSwapTimes = z.object({ data: z.object({ time: z.array(openTime) }) }).transform(({ data }) => data.time)
const coinbaseTimes = z
  .object({ candles: z.array(z.object({ start: openTime })) })
  .transform(({ candles }) => candles.map(({ start }) => start))

const okxOptions = (type: string) => ({ fetchMarkets: { types: [type] }, fetchOHLCV: { timezone: 'UTC' } })

/** Undefined where an exchange has no such market, or none whose history is public. */
export const HISTORY_QUIRKS: Readonly<
  Record<HistoryExchange, Readonly<Record<HistoryMarket, HistoryQuirks | undefined>>>
> = {
  binance: {
    spot: { pageBars: 1000, options: { fetchMarkets: { types: ['spot'] } }, openTimes: binanceTimes },
    swap: { pageBars: 1000, options: { fetchMarkets: { types: ['linear'] } }, openTimes: binanceTimes },
  },
  bybit: {
    spot: { pageBars: 1000, options: { fetchMarkets: { types: ['spot'] } }, openTimes: bybitTimes },
    swap: { pageBars: 1000, options: { fetchMarkets: { types: ['linear'] } }, openTimes: bybitTimes },
  },
  okx: {
    spot: { pageBars: 100, options: okxOptions('spot'), openTimes: okxTimes },
    swap: { pageBars: 100, options: okxOptions('swap'), openTimes: okxTimes },
  },
  mexc: {
    spot: { pageBars: 500, options: {}, openTimes: rows },
    swap: { pageBars: 1000, options: {}, openTimes: mexcSwapTimes },
  },
  coinbase: {
    spot: { pageBars: 300, options: {}, openTimes: coinbaseTimes },
    swap: undefined,
  },
}
