import { parseTimeframe, timeframeMs } from '../../core/timeframe.ts'

/** A row as Binance sends it: open time, four prices and the volume as text, close time, and five values that nobody reads here. */
export type Kline = readonly [
  number,
  string,
  string,
  string,
  string,
  string,
  number,
  string,
  number,
  string,
  string,
  string,
]

export interface KlineQuestion {
  readonly symbol: string
  readonly interval: string
  readonly startTime: number
  readonly endTime: number
  readonly limit: number
}

/** What a market has to tell. */
export type KlineSource = (question: KlineQuestion) => readonly Kline[]

export interface SyntheticOptions {
  /** The bar of this moment is forming, and is sent as Binance sends it. */
  readonly now?: () => number
  /** When trade began. */
  readonly listedAt?: number
  /** When it ended. */
  readonly goneAt?: number
  /** Whether there was no trade in a minute; a longer bar is there when any of its minutes is. */
  readonly isMissing?: (at: number) => boolean
}

/** Klines that are a function of symbol, timeframe and time: whoever asks again, in whichever pages, gets the same. */
export function syntheticKlines(options: SyntheticOptions = {}): KlineSource {
  const { now = () => Number.POSITIVE_INFINITY, listedAt = 0, goneAt = Number.POSITIVE_INFINITY, isMissing } = options
  return ({ symbol, interval, startTime, endTime, limit }) => {
    const stepMs = timeframeMs(parseTimeframe(interval))
    const rows: Kline[] = []
    const first = Math.max(Math.ceil(startTime / stepMs), Math.floor(listedAt / stepMs)) * stepMs
    for (let at = first; at <= endTime && at <= now() && at < goneAt && rows.length < limit; at += stepMs) {
      if (hasTrade(at, stepMs, isMissing)) rows.push(klineAt(symbol, at, stepMs))
    }
    return rows
  }
}

function hasTrade(at: number, stepMs: number, isMissing: (at: number) => boolean = () => false): boolean {
  for (let minute = at; minute < at + stepMs; minute += 60_000) if (!isMissing(minute)) return true
  return false
}

function klineAt(symbol: string, at: number, stepMs: number): Kline {
  const open = priceAt(symbol, at / stepMs)
  const close = priceAt(symbol, at / stepMs + 1)
  const wick = 1 + Math.abs(Math.sin(at / 7e5)) / 100
  const volume = 100 + 50 * Math.sin(at / 3e5)
  const text = (value: number): string => value.toFixed(8)
  return [
    at,
    text(open),
    text(Math.max(open, close) * wick),
    text(Math.min(open, close) / wick),
    text(close),
    text(volume),
    at + stepMs - 1,
    text(volume * open),
    10,
    text(volume / 2),
    text((volume * open) / 2),
    '0',
  ]
}

function priceAt(symbol: string, k: number): number {
  return (symbol.startsWith('BTC') ? 60_000 : 3000) * (1 + Math.sin(k / 500) / 10 + Math.sin(k / 13) / 100)
}
