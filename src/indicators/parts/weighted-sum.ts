import type { Column } from '../../market/column.ts'
import type { Indicator, SourceColumn } from '../indicator.ts'

export interface Term {
  readonly weight: number
  readonly line: SourceColumn
}

/** The sum of some lines, each times its weight, from bar `start` on: where all of them have a value unless that is given. */
export class WeightedSum implements Indicator {
  readonly #terms: readonly Term[]
  readonly #out: Column
  readonly #start: number

  constructor(terms: readonly Term[], out: Column, start = Math.max(...terms.map(({ line }) => line.warmup))) {
    this.#terms = terms
    this.#out = out
    this.#start = start
  }

  extend(from: number, to: number): void {
    const start = Math.min(to, this.#start)
    if (from < start) this.#out.values.fill(Number.NaN, from, start)
    const first = Math.max(from, start)
    this.#out.values.fill(0, first, to)
    for (const { weight, line } of this.#terms) this.#add(line.column.values, weight, first, to)
  }

  #add(values: Float64Array, weight: number, from: number, to: number): void {
    const out = this.#out.values
    for (let i = from; i < to; i++) out[i] = (out[i] as number) + weight * (values[i] as number)
  }
}
