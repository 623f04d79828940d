import { PlimsollError } from './errors.ts'
import { Grid } from './grid.ts'

/** A step of the maintenance margin of a perpetual: it holds for positions from `minNotional` up to `maxNotional`. */
export interface LeverageTier {
  readonly minNotional: number
  readonly maxNotional: number
  /** Share of the notional that must stay covered: 0.004. */
  readonly maintenanceMarginRate: number
  /** Makes the margin continuous between tiers: maintenance margin = notional x rate - this amount. */
  readonly maintenanceAmount: number
  readonly maxLeverage: number
}

/** What can be traded, and in which steps. */
export interface Instrument {
  /** Unified symbol: `BTC/USDT` is spot, `BTC/USDT:USDT` a linear perpetual settled in USDT. */
  readonly symbol: string
  readonly kind: 'spot' | 'linear'
  readonly base: string
  readonly quote: string
  /** Base units in one contract; 1 for spot. */
  readonly contractSize: number
  /** Prices; a tick of 0 means that every double is a price (indices, benches). */
  readonly tick: Grid
  /** Quantities, in contracts (base units for spot). */
  readonly lot: Grid
  /** Smallest value of an order in quote units. */
  readonly minNotional: number
  /** Maintenance margin by position size, ascending; empty for spot. */
  readonly tiers: readonly LeverageTier[]
}

/** Base, quote and kind of a unified symbol. */
export function parseSymbol(symbol: string): { base: string; quote: string; kind: Instrument['kind'] } {
  const match = /^([A-Z0-9]+)\/([A-Z0-9]+)(?::([A-Z0-9]+))?$/.exec(symbol)
  const [, base, quote, settle] = match ?? []
  if (base === undefined || quote === undefined || (settle !== undefined && settle !== quote)) {
    throw new PlimsollError(
      'usage',
      `"${symbol}" is not a symbol that can be traded here`,
      'Write BTC/USDT for a spot market or BTC/USDT:USDT for a linear perpetual.',
    )
  }
  return { base, quote, kind: settle === undefined ? 'spot' : 'linear' }
}

/**
 * The maintenance margin that is assumed where the venue's tiers are not known: 0.5 % and at most 100 x, which is the first tier
 * of most large perpetuals.
 */
export const ASSUMED_TIERS: readonly LeverageTier[] = [
  {
    minNotional: 0,
    maxNotional: Number.POSITIVE_INFINITY,
    maintenanceMarginRate: 0.005,
    maintenanceAmount: 0,
    maxLeverage: 100,
  },
]

/** An instrument from its symbol and steps; what is not given is what most venues use. */
export function createInstrument(options: {
  symbol: string
  tickSize: number
  lotSize: number
  minNotional?: number
  contractSize?: number
  tiers?: readonly LeverageTier[]
}): Instrument {
  const { base, quote, kind } = parseSymbol(options.symbol)
  return {
    symbol: options.symbol,
    kind,
    base,
    quote,
    contractSize: options.contractSize ?? 1,
    tick: new Grid(options.tickSize),
    lot: new Grid(options.lotSize),
    minNotional: options.minNotional ?? 5,
    tiers: kind === 'spot' ? [] : (options.tiers ?? ASSUMED_TIERS),
  }
}
