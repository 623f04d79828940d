import type { Column } from '../../market/column.ts'
import type { Indicator, SourceColumn } from '../indicator.ts'

export interface ExponentialAverageOptions {
  readonly period: number
  /** Share of the distance to the newest price that the average moves: 2 / (period + 1) for EMA, 1 / period for Wilder's. */
  readonly weight: number
  /** `mean`: starts as the mean of the first `period` values. `first`: starts as the first value. */
  readonly seed: 'mean' | 'first'
}

/** average += weight * (value - average): what EMA, Wilder's average and ATR have in common. */
export class ExponentialAverage implements Indicator {
  readonly #source: Column
  readonly #out: Column
  readonly #start: number
  readonly #seeded: number
  readonly #weight: number
  #average = 0.5
  #sum = 0.5

  constructor(source: SourceColumn, out: Column, { period, weight, seed }: ExponentialAverageOptions) {
    this.#source = source.column
    this.#out = out
    this.#start = source.warmup
    this.#seeded = seed === 'first' ? source.warmup : source.warmup + period - 1
    this.#weight = weight
    this.#sum = 0
  }

  extend(from: number, to: number): void {
    const first = Math.min(to, this.#seeded + 1)
    for (let i = from; i < first; i++) this.#seed(i)
    const source = this.#source.values
    const out = this.#out.values
    const weight = this.#weight
    let average = this.#average
    for (let i = Math.max(from, first); i < to; i++) {
      average += weight * ((source[i] as number) - average)
      out[i] = average
    }
    this.#average = average
  }

  #seed(i: number): void {
    if (i >= this.#start) this.#sum += this.#source.values[i] as number
    this.#average = this.#sum / (this.#seeded - this.#start + 1)
    this.#out.values[i] = i < this.#seeded ? Number.NaN : this.#average
  }
}
