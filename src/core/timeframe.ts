import { PlimsollError } from './errors.ts'
import { didYouMean } from './nearest.ts'

const MINUTE_MS = 60_000

/** The bar lengths that Plimsoll knows, in milliseconds. All of them divide a UTC day. */
export const TIMEFRAME_MS = {
  '1m': MINUTE_MS,
  '3m': 3 * MINUTE_MS,
  '5m': 5 * MINUTE_MS,
  '15m': 15 * MINUTE_MS,
  '30m': 30 * MINUTE_MS,
  '1h': 60 * MINUTE_MS,
  '4h': 240 * MINUTE_MS,
  '1d': 1440 * MINUTE_MS,
} as const

export type Timeframe = keyof typeof TIMEFRAME_MS

export const TIMEFRAMES = Object.keys(TIMEFRAME_MS) as Timeframe[]

/** Length of a bar in milliseconds. */
export function timeframeMs(timeframe: Timeframe): number {
  return TIMEFRAME_MS[timeframe]
}

/** Reads a timeframe that a person typed. */
export function parseTimeframe(text: string): Timeframe {
  if (Object.hasOwn(TIMEFRAME_MS, text)) return text as Timeframe
  throw new PlimsollError('usage', `unknown timeframe "${text}"`, didYouMean(text, TIMEFRAMES))
}

/** The timeframe whose bars are `ms` long, or undefined. */
export function timeframeOfMs(ms: number): Timeframe | undefined {
  return TIMEFRAMES.find((timeframe) => TIMEFRAME_MS[timeframe] === ms)
}

/** Opening time of the bar of length `ms` that contains `at`; bars start at multiples of their length since 1970 UTC. */
export function barOpenAt(at: number, ms: number): number {
  return at - (at % ms)
}
