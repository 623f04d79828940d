import type { Prng } from '../../core/prng.ts'

/** Mean lives of the components, in minutes: from ten minutes to about three weeks, each about four times the one before. */
const LIVES_MINUTES = [10, 40, 160, 640, 2560, 10_240, 30_000]

/** Chance that a component is drawn anew within a minute, summed up from the first one. */
const CUMULATED_CHANCES = LIVES_MINUTES.map((_, k) =>
  LIVES_MINUTES.slice(0, k + 1).reduce((sum, minutes) => sum + 1 / minutes, 0),
)

/**
 * Volatility that clusters on every scale, as in real markets: the binomial Markov-switching multifractal of Calvet and Fisher (2004).
 * The variance is a product of components that are high or low and switch at very different rates; fast ones make bursts, slow ones
 * make calm and wild weeks. Needs nothing but products and a square root.
 */
export class Volatility {
  readonly #draw: Prng
  readonly #spread: number
  readonly #components: number[]
  /** The deviation now, as a multiple of its long mean (whose square is 1 in the mean). */
  value = 1

  /** `spread` in [0, 1): how far a component lies from 1; 0 is a constant volatility. */
  constructor(draw: Prng, spread: number) {
    this.#draw = draw
    this.#spread = spread
    this.#components = LIVES_MINUTES.map(() => this.#drawComponent())
    this.#multiply()
  }

  /** Goes on by a minute. At most one component switches in it, which one draw decides. */
  next(): void {
    const chance = this.#draw()
    const switching = CUMULATED_CHANCES.findIndex((bound) => chance < bound)
    if (switching < 0) return
    this.#components[switching] = this.#drawComponent()
    this.#multiply()
  }

  #drawComponent(): number {
    return this.#draw() < 0.5 ? 1 + this.#spread : 1 - this.#spread
  }

  #multiply(): void {
    this.value = Math.sqrt(this.#components.reduce((product, component) => product * component, 1))
  }
}
