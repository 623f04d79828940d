import { integer, number } from '../../core/params.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator, type SourceColumn } from '../indicator.ts'

/**
 * McGinley dynamic: value += (price - value) / (factor x period x (price / value)^4), which falls faster than it rises. Seeded by the
 * first price, which is no value itself. Where the divisor is below 1 it counts as 1, so that the value never moves past the price;
 * with the usual parameters that is only after a fall of 40 percent in a bar, where Stock.Indicators overshoots. A value of 0 is
 * followed by the price itself. J. R. McGinley, 1990.
 */
export const mcginley = defineIndicator({
  name: 'mcginley',
  title: 'McGinley dynamic',
  about:
    'value += (price - value) / (factor x period x (price / value)^4), a divisor below 1 counts as 1; seeded by the first price. The price itself when the value before is 0.',
  params: { period: integer(14, { min: 1, max: 5000 }), factor: number(0.6, { min: 0.01, max: 100 }) },
  lines: ['mcginley'],
  takesSource: true,
  warmup: () => ({ mcginley: 1 }),
  create: ({ source }, { period, factor }, lines) => new McGinley(source, lines.mcginley, factor * period),
})

class McGinley implements Indicator {
  readonly #source: SourceColumn
  readonly #out: Column
  readonly #slowness: number
  #average = 0.5

  constructor(source: SourceColumn, out: Column, slowness: number) {
    this.#source = source
    this.#out = out
    this.#slowness = slowness
  }

  extend(from: number, to: number): void {
    const source = this.#source.column.values
    const out = this.#out.values
    const slowness = this.#slowness
    const seeded = this.#source.warmup
    const first = Math.min(to, seeded + 1)
    if (from < first) out.fill(Number.NaN, from, first)
    let average = from <= seeded && seeded < to ? (source[seeded] as number) : this.#average
    for (let i = Math.max(from, first); i < to; i++) {
      const price = source[i] as number
      const ratio = price / average
      const square = ratio * ratio
      average = average === 0 ? price : average + (price - average) / Math.max(1, slowness * square * square)
      out[i] = average
    }
    this.#average = average
  }
}
