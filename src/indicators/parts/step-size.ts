import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator, type SourceColumn } from '../indicator.ts'

/** The size of each step of the price: not in the catalogue, for others to average. */
export const stepSize = defineIndicator({
  name: 'step-size',
  title: 'Size of the step',
  about: '|price - price one bar before|.',
  params: {},
  lines: ['size'],
  takesSource: true,
  warmup: () => ({ size: 1 }),
  create: ({ source }, _params, lines) => new StepSize(source, lines.size),
})

class StepSize implements Indicator {
  readonly #source: SourceColumn
  readonly #out: Column

  constructor(source: SourceColumn, out: Column) {
    this.#source = source
    this.#out = out
  }

  extend(from: number, to: number): void {
    const source = this.#source.column.values
    const out = this.#out.values
    const start = Math.min(to, this.#source.warmup + 1)
    if (from < start) out.fill(Number.NaN, from, start)
    for (let i = Math.max(from, start); i < to; i++)
      out[i] = Math.abs((source[i] as number) - (source[i - 1] as number))
  }
}
