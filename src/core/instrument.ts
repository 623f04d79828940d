/** A step of the maintenance margin of a perpetual: it holds for positions from `minNotional` up to `maxNotional`. */
export interface LeverageTier {
  readonly minNotional: number
  readonly maxNotional: number
  /** Share of the notional that must stay covered: 0.004. */
  readonly maintenanceMarginRate: number
  /** Constant that makes the margin continuous between tiers: margin = notional x rate - this. */
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
  /** Step of prices; 0 means that every double is a price (indices, synthetic benches). */
  readonly tickSize: number
  /** Step of quantities, in contracts (base units for spot). */
  readonly lotSize: number
  /** Smallest order value in quote units. */
  readonly minNotional: number
  /** Maintenance margin by position size, ascending; empty for spot. */
  readonly tiers: readonly LeverageTier[]
}
