import { number } from '../../core/params.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'
import { price } from '../levels/price.ts'
import { HILBERT_WARMUP, hilbertCycle } from '../parts/hilbert-cycle.ts'

/**
 * MESA adaptive moving average (J. F. Ehlers, Technical Analysis of Stocks & Commodities, September 2001) of the middle
 * price (high + low) / 2: its weight is `fastLimit` over the degrees that the phase of the prevailing cycle fell since
 * the bar before (at least 1), and never below `slowLimit`. fama follows mama with half that weight. Both start as the
 * mean of the first 6 middle prices. What the transform starts with fades: some 100 bars on, which bar was the first
 * changes less than 0.01 %.
 */
export const mama = defineIndicator({
  name: 'mama',
  title: 'MESA adaptive moving average',
  about:
    'mama += w x (p - mama), fama += w / 2 x (mama - fama), p = (high + low) / 2, w = fastLimit / max(1, phase before - phase), at least slowLimit; the phase is atan(quadrature / in phase) of the Hilbert transform of p in degrees. Both are seeded by the mean of the first 6 p, the transform by 0, which shows for some 100 bars.',
  params: { fastLimit: number(0.5, { min: 0.01, max: 1 }), slowLimit: number(0.05, { min: 0.001, max: 1 }) },
  lines: ['mama', 'fama'],
  takesSource: false,
  warmup: () => ({ mama: HILBERT_WARMUP - 1, fama: HILBERT_WARMUP - 1 }),
  create: ({ lines }, limits, out) =>
    new Mama(lines(price, { of: 'hl2' }).price.column, lines(hilbertCycle, {}).phase.column, out, limits),
})

type Out = Readonly<Record<'mama' | 'fama', Column>>
type Limits = Readonly<Record<'fastLimit' | 'slowLimit', number>>

class Mama implements Indicator {
  readonly #price: Column
  readonly #phase: Column
  readonly #out: Out
  readonly #limits: Limits
  #mama = 0.5
  #fama = 0.5

  constructor(middle: Column, phase: Column, out: Out, limits: Limits) {
    this.#price = middle
    this.#phase = phase
    this.#out = out
    this.#limits = limits
    this.#mama = this.#fama = 0
  }

  extend(from: number, to: number): void {
    const seeded = Math.min(to, HILBERT_WARMUP)
    for (let i = from; i < seeded; i++) this.#seed(i)
    const prices = this.#price.values
    const phases = this.#phase.values
    const mamaOut = this.#out.mama.values
    const famaOut = this.#out.fama.values
    const { fastLimit, slowLimit } = this.#limits
    let mama = this.#mama
    let fama = this.#fama
    for (let i = Math.max(from, seeded); i < to; i++) {
      const fall = Math.max((phases[i - 1] as number) - (phases[i] as number), 1)
      const weight = Math.max(fastLimit / fall, slowLimit)
      mama += weight * ((prices[i] as number) - mama)
      fama += 0.5 * weight * (mama - fama)
      mamaOut[i] = mama
      famaOut[i] = fama
    }
    this.#mama = mama
    this.#fama = fama
  }

  #seed(i: number): void {
    this.#mama += ((this.#price.values[i] as number) - this.#mama) / (i + 1)
    this.#fama = this.#mama
    const value = i < HILBERT_WARMUP - 1 ? Number.NaN : this.#mama
    this.#out.mama.values[i] = value
    this.#out.fama.values[i] = value
  }
}
