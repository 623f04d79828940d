import { integer } from '../../core/params.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator, type SourceColumn } from '../indicator.ts'

/** The change over some bars in percent: not in the catalogue, for others to read. */
export const percentChange = defineIndicator({
  name: 'percent-change',
  title: 'Change in percent',
  about: '100 x (value - value period bars before) / value period bars before; 0 when that was 0.',
  params: { period: integer(1, { min: 1, max: 5000 }) },
  lines: ['change'],
  takesSource: true,
  warmup: ({ period }) => ({ change: period }),
  create: ({ source }, { period }, lines) => new PercentChange(source, lines.change, period),
})

class PercentChange implements Indicator {
  readonly #source: SourceColumn
  readonly #out: Column
  readonly #period: number

  constructor(source: SourceColumn, out: Column, period: number) {
    this.#source = source
    this.#out = out
    this.#period = period
  }

  extend(from: number, to: number): void {
    const source = this.#source.column.values
    const out = this.#out.values
    const period = this.#period
    const start = Math.min(to, this.#source.warmup + period)
    if (from < start) out.fill(Number.NaN, from, start)
    for (let i = Math.max(from, start); i < to; i++) {
      const before = source[i - period] as number
      out[i] = before === 0 ? 0 : (100 * ((source[i] as number) - before)) / before
    }
  }
}
