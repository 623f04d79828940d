import type { Prng } from '../../core/prng.ts'
import { compound } from './compound.ts'
import { drawJump } from './jump.ts'
import type { Leg } from './leg.ts'
import { drawNormal } from './random.ts'
import { busynessAt } from './seasonality.ts'
import { Volatility } from './volatility.ts'

/** Moves within a minute, so that a bar of a minute has a high and a low of its own. */
export const MOVES_PER_MINUTE = 3

/** Deviation of the market's return in a usual minute: about 60 % a year. */
export const MINUTE_DEVIATION = 0.00082

const SPREAD = 0.5
/** About two jumps in three days, when the volatility is usual. */
const JUMP_CHANCE = 1 / 2000
/** Jumps grow with the agitation up to here; beyond it a single one would decide what a whole year looks like. */
const LARGEST_JUMP_AGITATION = 4
const MINUTE_MS = 60_000
const MOVE_SCALE = 1 / Math.sqrt(MOVES_PER_MINUTE)

/** What all symbols have in common: the regimes, the volatility and the returns of the market as a whole, minute by minute. */
export class MarketFactor {
  /** Returns of the moves of this minute. */
  readonly moves = new Float64Array(MOVES_PER_MINUTE)
  /** Volatility now, as a multiple of the usual one. */
  agitation = 1
  /** Volume of a usual market at this minute, as a multiple of the mean. */
  busyness = 1
  readonly #draw: Prng
  readonly #legs: readonly Leg[]
  readonly #volatility: Volatility
  #leg = 0
  #level = 1
  #levelAtLegStart = 1

  constructor(draw: Prng, legs: readonly Leg[]) {
    this.#draw = draw
    this.#legs = legs
    this.#volatility = new Volatility(draw, SPREAD)
  }

  /** Goes on to the minute that begins at `at`. */
  next(at: number): void {
    const leg = this.#legAt(at)
    this.#volatility.next()
    this.busyness = busynessAt(at)
    this.agitation = this.#volatility.value * leg.volatility * Math.sqrt(this.busyness)
    const steady = this.#steadyReturn(leg, at) / MOVES_PER_MINUTE
    // News comes more often when the market is wild anyway.
    const jump =
      drawJump(this.#draw, JUMP_CHANCE * this.agitation) * Math.min(1, LARGEST_JUMP_AGITATION / this.agitation)
    for (let k = 0; k < MOVES_PER_MINUTE; k++) {
      const shock = drawNormal(this.#draw) * MOVE_SCALE + (k === 0 ? jump : 0)
      const move = steady + shock * MINUTE_DEVIATION * this.agitation
      this.moves[k] = move
      this.#level *= compound(move)
    }
  }

  #legAt(at: number): Leg {
    let leg = this.#legs[this.#leg] as Leg
    while (at >= leg.to && this.#leg + 1 < this.#legs.length) {
      leg = this.#legs[++this.#leg] as Leg
      this.#levelAtLegStart = this.#level
    }
    return leg
  }

  /** The return of this minute without chance: along the course of the leg, and back to it. */
  #steadyReturn({ drift, pull, from }: Leg, at: number): number {
    if (pull === 0) return drift
    const course = this.#levelAtLegStart * (1 + (drift * (at - from)) / MINUTE_MS)
    return (drift * this.#levelAtLegStart + pull * (course - this.#level)) / this.#level
  }
}
