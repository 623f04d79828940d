import { Grid } from '../../core/grid.ts'
import type { Prng } from '../../core/prng.ts'
import { compound } from './compound.ts'
import { drawJump } from './jump.ts'
import { type MarketFactor, MINUTE_DEVIATION, MOVES_PER_MINUTE } from './market-factor.ts'
import { drawNormal } from './random.ts'
import type { SymbolProfile } from './symbol-profile.ts'
import { Volatility } from './volatility.ts'

const MINUTES_PER_DAY = 1440
const OWN_SPREAD = 0.45
/** News about this symbol alone: about every third day. */
const JUMP_CHANCE = 1 / 4000
const MOVE_SCALE = 1 / Math.sqrt(MOVES_PER_MINUTE)
/** Of the volume of a minute, the share that comes whether the price moves or not. */
const STEADY_SHARE = 0.4

/** One symbol, minute by minute: it follows the market in part, and has a will of its own. */
export class SymbolWalk {
  open: number
  high: number
  low: number
  close: number
  volume = 0
  readonly #draw: Prng
  readonly #profile: SymbolProfile
  readonly #volatility: Volatility
  readonly #ticks: Grid
  readonly #lots: Grid
  readonly #lowestPrice: number
  /** The price before it is rounded to ticks. */
  #price: number

  constructor(draw: Prng, profile: SymbolProfile) {
    this.#draw = draw
    this.#profile = profile
    this.#volatility = new Volatility(draw, OWN_SPREAD)
    this.#ticks = new Grid(profile.tickSize)
    this.#lots = new Grid(profile.lotSize)
    this.#lowestPrice = profile.tickSize * 10
    this.#price = profile.startPrice
    this.open = this.high = this.low = this.close = this.#ticks.nearest(profile.startPrice)
  }

  /** Goes on by the minute that `market` has reached. A minute opens where the one before closed. */
  next(market: MarketFactor): void {
    this.#volatility.next()
    const before = this.#price
    let high = before
    let low = before
    const deviation = this.#ownDeviation(market)
    const jump = drawJump(this.#draw, JUMP_CHANCE)
    for (let k = 0; k < MOVES_PER_MINUTE; k++) {
      const own = drawNormal(this.#draw) * MOVE_SCALE + (k === 0 ? jump : 0)
      const move = this.#profile.beta * (market.moves[k] as number) + deviation * own
      this.#price = Math.max(this.#price * compound(move), this.#lowestPrice)
      high = Math.max(high, this.#price)
      low = Math.min(low, this.#price)
    }
    this.open = this.close
    this.close = this.#ticks.nearest(this.#price)
    this.high = Math.max(this.#ticks.nearest(high), this.open, this.close)
    this.low = Math.min(this.#ticks.nearest(low), this.open, this.close)
    this.volume = this.#drawVolume(market, Math.abs(this.#price / before - 1))
  }

  /** A wild market makes every symbol wild on its own account too, if less so. */
  #ownDeviation(market: MarketFactor): number {
    const agitation = this.#volatility.value * (0.5 + 0.5 * market.agitation)
    return MINUTE_DEVIATION * this.#profile.ownDeviation * agitation
  }

  /** Moves and volume come together; the rest is chance with a fat tail. */
  #drawVolume(market: MarketFactor, absReturn: number): number {
    const usual = this.#profile.dailyTurnover / MINUTES_PER_DAY / this.#price
    const moved = absReturn / MINUTE_DEVIATION
    const activity = STEADY_SHARE * market.agitation + (1 - STEADY_SHARE) * Math.min(moved, 40)
    const chance = 0.56 / (0.2 + this.#draw())
    return Math.max(this.#lots.nearest(usual * market.busyness * activity * chance), this.#profile.lotSize)
  }
}
