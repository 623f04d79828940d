import type { Column } from '../../market/column.ts'
import type { Indicator } from '../indicator.ts'

/** The mean of two lines. */
export class Middle implements Indicator {
  readonly #a: Column
  readonly #b: Column
  readonly #out: Column

  constructor(a: Column, b: Column, out: Column) {
    this.#a = a
    this.#b = b
    this.#out = out
  }

  extend(from: number, to: number): void {
    const a = this.#a.values
    const b = this.#b.values
    const out = this.#out.values
    for (let i = from; i < to; i++) out[i] = ((a[i] as number) + (b[i] as number)) * 0.5
  }
}
