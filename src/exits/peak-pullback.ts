/** Leaves when so much of the best profit is gone. */
export interface Pullback {
  /** Share of the best profit that may be given back, in percent. */
  readonly givePct: number
  /** The best profit from which it is watched, in percent: near 0 every tick would be a pullback. */
  readonly armAtPct: number
}

/** A share of the best profit that is rounding: 110 - 30 % of 10 is not quite 107. */
const ROUNDING = 1e-12

/** True when a position whose best profit was `peakPct` and is `nowPct` now has given back too much. */
export function isPulledBack({ givePct, armAtPct }: Pullback, peakPct: number, nowPct: number): boolean {
  return peakPct >= armAtPct && nowPct <= peakPct * (1 - givePct / 100) + ROUNDING * peakPct
}
