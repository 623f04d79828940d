/** How a simulated venue treats orders. Rates are ratios: 0.0006 is 0.06 %. */
export interface VenueSettings {
  readonly makerFeeRate: number
  readonly takerFeeRate: number
  /** What a taker pays on top of the price that it refers to. */
  readonly slippageRate: number
  /** Price impact of an order as large as the volume of its bar; grows with the square of its share of the volume. */
  readonly priceImpact: number
  /** Largest share of a bar's volume that all orders together can fill; Infinity for no limit. */
  readonly volumeLimit: number
  /** Time from sending an order to its arrival. */
  readonly latencyMs: number
  /** Whether a resting limit order fills when the price touches it, or only when the price trades through it. */
  readonly limitFill: 'touch' | 'through'
}

export const DEFAULT_VENUE_SETTINGS: VenueSettings = {
  makerFeeRate: 0.0002,
  takerFeeRate: 0.0006,
  slippageRate: 0.0005,
  priceImpact: 0,
  volumeLimit: Number.POSITIVE_INFINITY,
  latencyMs: 0,
  limitFill: 'touch',
}
