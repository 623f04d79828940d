import { integer } from '../../core/params.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator, type SourceColumn } from '../indicator.ts'
import { percentChange } from '../parts/percent-change.ts'

/**
 * Rate of change: the change of the price over `period` bars in percent, 0 when the price to divide by is 0. `momentum`
 * is the same change in units of the price.
 */
export const roc = defineIndicator({
  name: 'roc',
  title: 'Rate of change',
  about:
    'roc = 100 x (price / price period bars before - 1), 0 when that price is 0; momentum = price - price period bars before.',
  params: { period: integer(14, { min: 1, max: 5000 }) },
  lines: ['roc', 'momentum'],
  keptOnDemand: ['momentum'],
  takesSource: true,
  warmup: ({ period }) => ({ roc: period, momentum: period }),
  share: ({ lines }, { period }) => ({ roc: lines(percentChange, { period }).change }),
  create: ({ source }, { period }, { momentum }) => new Momentum(source, momentum, period),
})

class Momentum implements Indicator {
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
    const { values: out, mask } = this.#out
    const period = this.#period
    const start = Math.min(to, this.#source.warmup + period)
    for (let i = from; i < start; i++) out[i & mask] = Number.NaN
    for (let i = Math.max(from, start); i < to; i++)
      out[i & mask] = (source[i] as number) - (source[i - period] as number)
  }
}
