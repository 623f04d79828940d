import type { Exchange } from 'ccxt'
import { PlimsollError } from '../core/errors.ts'
import { TIMEFRAMES, type Timeframe, timeframeMs } from '../core/timeframe.ts'
import { CandleRows } from '../market/candle-rows.ts'
import { findSymbol } from './find-symbol.ts'
import { HISTORY_QUIRKS, type HistoryExchange, type HistoryMarket, type HistoryQuirks } from './history-exchanges.ts'
import { type PublicRequestOptions, PublicRequests } from './public-request.ts'
import { summary } from './refuse-status.ts'
import { final, passing, RequestFailure } from './request-failure.ts'

/** An exchange may go on writing a candle for a moment after its end, and its clock may be read a moment late. */
const CLOSE_MARGIN_MS = 1000

export interface CandleHistoryOptions {
  readonly exchange: HistoryExchange
  readonly market: HistoryMarket
  /** Asks this host instead of those of the exchange: `https://proxy.example/binance`. */
  readonly url?: string | undefined
  readonly timeoutMs?: number
  readonly signal?: AbortSignal | undefined
  readonly now?: () => number
}

/** Candles of one stretch of time as the exchange sent them, and when it did. */
export interface HistoryPage {
  readonly rows: CandleRows
  /** No candle that closes after this is complete: a second before it was asked for, by our clock or that of the exchange. */
  readonly at: number
}

/** The public history of one market of an exchange. Requests are made one after the other, as slowly as the exchange wants it. */
export interface CandleHistory {
  readonly exchange: HistoryExchange
  readonly market: HistoryMarket
  readonly pageBars: number
  readonly signal: AbortSignal | undefined
  readonly now: () => number
  /** The symbol that a person means. @throws PlimsollError `usage` with the nearest names */
  findSymbol(given: string): string
  /** @throws PlimsollError `usage` for a timeframe that the exchange does not have */
  refuseTimeframe(timeframe: Timeframe): void
  /** Asks for the candles that open in [fromMs, fromMs + pageBars x timeframe). @throws RequestFailure */
  fetchPage(symbol: string, timeframe: Timeframe, fromMs: number): Promise<HistoryPage>
  /** Reads which symbols there are; needed before anything else. @throws RequestFailure */
  loadSymbols(): Promise<void>
}

/** Prepares for asking an exchange; nothing is sent yet. */
export async function openCandleHistory(options: CandleHistoryOptions): Promise<CandleHistory> {
  const { exchange, market } = options
  const quirks = HISTORY_QUIRKS[exchange][market]
  if (quirks === undefined) {
    throw new PlimsollError(
      'usage',
      `the history of ${exchange} has no ${market} markets here`,
      'Choose another --market or --exchange.',
    )
  }
  const ccxt = await import('ccxt')
  const client = new ccxt[exchange]({ enableRateLimit: true, options: structuredClone(quirks.options) })
  const isPassing = (error: unknown): boolean => error instanceof ccxt.OperationFailed
  return new CcxtHistory(client, { quirks, isPassing, ...options })
}

class CcxtHistory implements CandleHistory {
  readonly exchange: HistoryExchange
  readonly market: HistoryMarket
  readonly pageBars: number
  readonly signal: AbortSignal | undefined
  readonly now: () => number
  readonly #client: Exchange
  readonly #requests: PublicRequests
  readonly #quirks: HistoryQuirks
  readonly #isPassing: (error: unknown) => boolean
  #symbols: ReadonlySet<string> = new Set()

  constructor(
    client: Exchange,
    options: CandleHistoryOptions & { readonly quirks: HistoryQuirks; readonly isPassing: (error: unknown) => boolean },
  ) {
    const { exchange, market, url, timeoutMs = 30_000, signal, now = Date.now } = options
    this.exchange = exchange
    this.market = market
    this.signal = signal
    this.now = now
    this.#quirks = options.quirks
    this.pageBars = options.quirks.pageBars
    this.#isPassing = options.isPassing
    const request: PublicRequestOptions = { exchange, timeoutMs, signal, now }
    this.#requests = new PublicRequests(request)
    this.#client = client
    // Currencies need keys or more requests, and nobody asks for them here.
    client.has.fetchCurrencies = false
    client.fetchImplementation = this.#requests.fetch
    // Our own bound is the one that counts; theirs ends with the headers of an answer.
    client.timeout = timeoutMs * 2
    if (url !== undefined) client.urls.api = moveUrls(client.urls.api, url.replace(/\/+$/, ''))
  }

  async loadSymbols(): Promise<void> {
    const markets = await this.#ask(() => this.#client.loadMarkets(true))
    const own = Object.values(markets).filter((one) => one?.type === this.market && one.inverse !== true)
    this.#symbols = new Set(own.map((one) => String(one?.symbol)))
    if (own.length === 0) throw passing(`${this.exchange} names no ${this.market} market`)
  }

  findSymbol(given: string): string {
    return findSymbol(given, this.market, this.exchange, this.#symbols)
  }

  refuseTimeframe(timeframe: Timeframe): void {
    const known = Object.keys(this.#client.timeframes)
    if (known.includes(timeframe)) return
    const possible = TIMEFRAMES.filter((one) => known.includes(one))
    throw new PlimsollError(
      'usage',
      `${this.exchange} has no candles of ${timeframe}`,
      `It has ${possible.join(', ')}. Larger ones can be made: plimsoll data resample.`,
    )
  }

  async fetchPage(symbol: string, timeframe: Timeframe, fromMs: number): Promise<HistoryPage> {
    const until = fromMs + this.pageBars * timeframeMs(timeframe) - 1
    const candles = await this.#ask(() => this.#client.fetchOHLCV(symbol, timeframe, fromMs, this.pageBars, { until }))
    const { json, sentAt, serverAt } = this.#requests.last
    if (!this.#quirks.openTimes.safeParse(json).success) {
      throw passing(`${this.exchange} answers 200, but no candles:${summary(JSON.stringify(json))}`)
    }
    const askedAt = Math.min(sentAt, serverAt ?? Number.POSITIVE_INFINITY)
    return { rows: rowsOf(candles, until), at: askedAt - CLOSE_MARGIN_MS }
  }

  /** What ccxt refuses is told apart as what passes and what does not. */
  async #ask<T>(request: () => Promise<T>): Promise<T> {
    try {
      return await request()
    } catch (error) {
      this.signal?.throwIfAborted()
      if (error instanceof RequestFailure) throw error
      const said = `${this.exchange} refuses:${summary(error instanceof Error ? error.message : String(error))}`
      if (this.#isPassing(error)) throw passing(said, { cause: error })
      throw final(said, 'Check --symbol, --timeframe and --timerange.', { cause: error })
    }
  }
}

/** Candles that open later belong to the next page: some exchanges send more than they were asked for. */
function rowsOf(candles: readonly (readonly unknown[])[], until: number): CandleRows {
  const rows = new CandleRows(candles.length)
  for (const [at, open, high, low, close, volume] of candles) {
    if (Number(at) > until) continue
    const row = rows.length++
    rows.timestamp.values[row] = numberOf(at)
    rows.open.values[row] = numberOf(open)
    rows.high.values[row] = numberOf(high)
    rows.low.values[row] = numberOf(low)
    rows.close.values[row] = numberOf(close)
    rows.volume.values[row] = numberOf(volume)
  }
  return rows
}

/** What is no number is NaN, which no check lets through. */
function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : Number.NaN
}

/** The urls of ccxt, in groups of any depth, with another host; `{hostname}` stands for one too. */
function moveUrls<T>(urls: T, base: string): T
function moveUrls(urls: unknown, base: string): unknown {
  if (typeof urls === 'string') return urls.replace(/^https?:\/\/[^/]+/, base)
  if (typeof urls !== 'object' || urls === null) return urls
  return Object.fromEntries(Object.entries(urls).map(([name, url]) => [name, moveUrls(url, base)]))
}
