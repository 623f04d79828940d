import type { Column } from '../../market/column.ts'
import type { Indicator } from '../indicator.ts'

/** Two lines at a multiple of `width` above and below `middle`. */
export class Bands implements Indicator {
  readonly #middle: Column
  readonly #width: Column
  readonly #multiple: number
  readonly #upper: Column
  readonly #lower: Column

  constructor(lines: Readonly<Record<'middle' | 'upper' | 'lower', Column>>, width: Column, multiple: number) {
    this.#middle = lines.middle
    this.#width = width
    this.#multiple = multiple
    this.#upper = lines.upper
    this.#lower = lines.lower
  }

  extend(from: number, to: number): void {
    const middle = this.#middle.values
    const width = this.#width.values
    const multiple = this.#multiple
    const upper = this.#upper.values
    const lower = this.#lower.values
    for (let i = from; i < to; i++) {
      const centre = middle[i] as number
      const distance = multiple * (width[i] as number)
      upper[i] = centre + distance
      lower[i] = centre - distance
    }
  }
}
