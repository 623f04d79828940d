import { decimalsOf } from '../core/grid.ts'
import { createInstrument, type Instrument, type LeverageTier } from '../core/instrument.ts'
import type { Bars } from './bars.ts'

/** Bars at the start of the data that are looked at: what comes later must not decide how early orders are rounded. */
const BARS_LOOKED_AT = 100

const QUOTES = ['USDT', 'USDC', 'BUSD', 'FDUSD', 'USD', 'EUR', 'BTC', 'ETH']

/** What a person may know better than the data. */
export interface InstrumentOverrides {
  readonly tickSize?: number
  readonly lotSize?: number
  readonly minNotional?: number
  readonly contractSize?: number
  readonly tiers?: readonly LeverageTier[]
}

/**
 * An instrument for candles that came without one. The tick is the finest step of the first prices; the lot is the power of ten
 * that is worth at most one quote unit at the first close, as on most venues.
 */
export function inferInstrument(symbol: string, bars: Bars, overrides: InstrumentOverrides = {}): Instrument {
  return createInstrument({
    symbol,
    ...overrides,
    tickSize: overrides.tickSize ?? inferTick(bars),
    lotSize: overrides.lotSize ?? inferLot(bars.close[0] ?? 1),
  })
}

/** `BTCUSDT-5m-2023.csv.gz` holds BTC/USDT:USDT: a linear perpetual, which can be sold short, unless the user says otherwise. */
export function symbolOfFileName(name: string): string {
  const stem = (/^[A-Za-z0-9]+/.exec(name)?.[0] ?? 'ASSET').toUpperCase()
  const quote = QUOTES.find((candidate) => stem.endsWith(candidate) && stem.length > candidate.length)
  if (quote === undefined) return `${stem}/USDT:USDT`
  return `${stem.slice(0, -quote.length)}/${quote}:${quote}`
}

function inferTick(bars: Bars): number {
  let decimals = 0
  for (let i = 0; i < Math.min(bars.length, BARS_LOOKED_AT); i++) {
    for (const price of [bars.open[i], bars.high[i], bars.low[i], bars.close[i]]) {
      decimals = Math.max(decimals, decimalsOf(price as number))
    }
  }
  return Number(`1e-${Math.min(decimals, 12)}`)
}

function inferLot(price: number): number {
  let exponent = 0
  while (price > 10 ** exponent) exponent++
  while (price <= 10 ** (exponent - 1)) exponent--
  return Number(`1e${-exponent}`)
}
