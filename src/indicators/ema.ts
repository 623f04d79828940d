import { choice, integer } from '../core/params.ts'
import type { Column } from '../market/column.ts'
import { defineIndicator, type Indicator } from './indicator.ts'

/**
 * Exponential moving average: value += (price - value) * 2 / (period + 1).
 * The first value is the simple mean of the first `period` prices (`seed: 'mean'`, as in Stock.Indicators and TA-Lib), or the
 * first price itself (`seed: 'first'`, which has a value from the first bar on).
 */
export const ema = defineIndicator({
  name: 'ema',
  title: 'Exponential moving average',
  about:
    'value += (price - value) * 2 / (period + 1); seeded by the mean of the first period prices, or by the first price.',
  params: { period: integer(20, { min: 1, max: 5000 }), seed: choice('mean', 'first') },
  lines: ['ema'],
  takesSource: true,
  warmup: ({ period, seed }) => ({ ema: seed === 'first' ? 0 : period - 1 }),
  create: ({ source, sourceWarmup }, { period, seed }, lines) => new Ema(source, lines.ema, sourceWarmup, period, seed),
})

class Ema implements Indicator {
  readonly #source: Column
  readonly #out: Column
  readonly #start: number
  readonly #seeded: number
  readonly #weight: number
  #value = 0.5
  #sum = 0.5

  constructor(source: Column, out: Column, start: number, period: number, seed: 'mean' | 'first') {
    this.#source = source
    this.#out = out
    this.#start = start
    this.#seeded = seed === 'first' ? start : start + period - 1
    this.#weight = 2 / (period + 1)
    this.#sum = 0
  }

  extend(from: number, to: number): void {
    const source = this.#source.values
    const out = this.#out.values
    const weight = this.#weight
    let value = this.#value
    const seeded = Math.min(to, this.#seeded + 1)
    let i = from
    for (; i < seeded; i++) value = this.#seed(source, out, i)
    for (; i < to; i++) {
      value += weight * ((source[i] as number) - value)
      out[i] = value
    }
    this.#value = value
  }

  #seed(source: Float64Array, out: Float64Array, i: number): number {
    if (i >= this.#start) this.#sum += source[i] as number
    const mean = this.#sum / (this.#seeded - this.#start + 1)
    out[i] = i < this.#seeded ? Number.NaN : mean
    return mean
  }
}
