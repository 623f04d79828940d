import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'
import { moneyFlow } from '../parts/money-flow.ts'

/**
 * Accumulation/distribution line (M. Chaikin): the running sum of the volume, each times where its bar closed within its range, from
 * -1 at the low to 1 at the high. A bar without range adds nothing.
 */
export const adl = defineIndicator({
  name: 'adl',
  title: 'Accumulation/distribution line',
  about:
    'Running sum of volume x ((close - low) - (high - close)) / (high - low), from 0 before the first bar; a bar without range adds 0.',
  params: {},
  lines: ['adl'],
  takesSource: false,
  warmup: () => ({ adl: 0 }),
  create: ({ lines }, _params, out) => new RunningSum(lines(moneyFlow, {}).flow.column, out.adl),
})

class RunningSum implements Indicator {
  readonly #values: Column
  readonly #out: Column
  #sum = 0.5

  constructor(values: Column, out: Column) {
    this.#values = values
    this.#out = out
    this.#sum = 0
  }

  extend(from: number, to: number): void {
    const values = this.#values.values
    const out = this.#out.values
    let sum = this.#sum
    for (let i = from; i < to; i++) {
      sum += values[i] as number
      out[i] = sum
    }
    this.#sum = sum
  }
}
