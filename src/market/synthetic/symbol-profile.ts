import { drawBetween, namedPrng } from './random.ts'

/** What kind of market a symbol is. */
export interface SymbolProfile {
  readonly startPrice: number
  readonly tickSize: number
  readonly lotSize: number
  /** Return per return of the market. */
  readonly beta: number
  /** Deviation of what the market does not explain, as a multiple of the market's own. */
  readonly ownDeviation: number
  /** Traded in a usual day, in quote units. */
  readonly dailyTurnover: number
}

/** Prices and sizes of the kind that these had in 2024; round numbers. */
const KNOWN: Readonly<Record<string, SymbolProfile>> = {
  BTC: profile(60_000, 0.01, 0.00001, 1, 0.45, 2e9),
  ETH: profile(3000, 0.01, 0.0001, 1.1, 0.65, 1e9),
  SOL: profile(150, 0.01, 0.001, 1.3, 0.85, 4e8),
  BNB: profile(600, 0.01, 0.001, 0.9, 0.7, 1.5e8),
  XRP: profile(0.6, 0.0001, 0.1, 1, 0.75, 3e8),
  ADA: profile(0.5, 0.0001, 0.1, 1.15, 0.8, 1e8),
  DOGE: profile(0.15, 0.00001, 1, 1.2, 0.8, 2.5e8),
  LINK: profile(15, 0.001, 0.01, 1.2, 0.8, 1e8),
  LTC: profile(80, 0.01, 0.001, 1, 0.65, 1e8),
  AVAX: profile(30, 0.001, 0.01, 1.3, 0.85, 1e8),
  DOT: profile(6, 0.001, 0.01, 1.15, 0.8, 6e7),
  TRX: profile(0.12, 0.00001, 1, 0.6, 0.45, 8e7),
}

/** The profile of `BTC/USDT` or `BTC/USDT:USDT`; an unknown name gets one of its own, always the same. */
export function profileOf(symbol: string): SymbolProfile {
  const base = baseOf(symbol.toUpperCase())
  return KNOWN[base] ?? inventProfile(base)
}

/** The base of `BTC/USDT:USDT`, `BTC-USDT`, `BTCUSDT` or plain `BTC`. */
function baseOf(symbol: string): string {
  const first = symbol.split(/[/:_-]/)[0] ?? ''
  return first.replace(/(?<=.)(USDT|USDC|BUSD|USD)$/, '')
}

/** A market of a price of about ten. */
function inventProfile(base: string): SymbolProfile {
  const draw = namedPrng(0, base)
  const startPrice = Math.round(drawBetween(draw, 5, 20) * 1000) / 1000
  return profile(startPrice, 0.001, 0.01, drawBetween(draw, 0.8, 1.4), drawBetween(draw, 0.55, 0.8), 5e7)
}

function profile(
  startPrice: number,
  tickSize: number,
  lotSize: number,
  beta: number,
  ownDeviation: number,
  dailyTurnover: number,
): SymbolProfile {
  return { startPrice, tickSize, lotSize, beta, ownDeviation, dailyTurnover }
}
