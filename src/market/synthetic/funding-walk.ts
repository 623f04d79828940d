import { Grid } from '../../core/grid.ts'
import type { Prng } from '../../core/prng.ts'
import type { FundingEvent } from '../funding.ts'
import { drawNormal } from './random.ts'

const INTERVAL_MS = 8 * 3_600_000
/** What longs pay when nothing happens: 0.01 % in eight hours, the interest of large venues. */
const INTEREST = 0.0001
/** A premium this near to the interest changes nothing; beyond, the rest of it is paid. */
const DAMPENER = 0.0005
const LARGEST_RATE = 0.003
/** The premium of the perpetual when the price stands one whole above its mean of a day. */
const PREMIUM_PER_TREND = 0.015
const PREMIUM_NOISE = 0.0002
const MEAN_MINUTES = 1440

const DIGITS = new Grid(1e-8)

/**
 * Funding of one symbol: longs pay more when the price has run up, and are paid when it has fallen. The rate is that of the large
 * venues, premium + clamp(interest - premium), so that in quiet times it is exactly 0.01 %.
 */
export class FundingWalk {
  readonly events: FundingEvent[] = []
  readonly #draw: Prng
  #mean = Number.NaN

  constructor(draw: Prng) {
    this.#draw = draw
  }

  /** Takes in the minute that begins at `at` with this price. The rate knows nothing later. */
  next(at: number, price: number): void {
    if (Number.isNaN(this.#mean)) this.#mean = price
    this.#mean += (price - this.#mean) / MEAN_MINUTES
    if (at % INTERVAL_MS !== 0) return
    const premium = PREMIUM_PER_TREND * (price / this.#mean - 1) + PREMIUM_NOISE * drawNormal(this.#draw)
    const rate = premium + within(INTEREST - premium, DAMPENER)
    this.events.push({ at, rate: DIGITS.nearest(within(rate, LARGEST_RATE)) })
  }
}

function within(value: number, bound: number): number {
  return Math.min(Math.max(value, -bound), bound)
}
