import { integer } from '../../core/params.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'
import { rawStochastic } from '../parts/raw-stochastic.ts'

/**
 * Williams %R (L. Williams, 1973): how far the close lies below the highest high of `period` bars, in percent of their
 * range, -100 to 0. A range of 0 counts as -100, as in Stock.Indicators and as in our stochastic, which is this + 100
 * (Tulip gives 0).
 */
export const williamsR = defineIndicator({
  name: 'williamsR',
  title: 'Williams %R',
  about:
    '-100 x (highest high - close) / (highest high - lowest low) over period bars, the newest included; -100 when that range is 0.',
  params: { period: integer(14, { min: 1, max: 5000 }) },
  lines: ['williamsR'],
  takesSource: false,
  warmup: ({ period }) => ({ williamsR: period - 1 }),
  create: ({ lines }, { period }, out) => new WilliamsR(lines(rawStochastic, { period }).raw.column, out.williamsR),
})

class WilliamsR implements Indicator {
  readonly #raw: Column
  readonly #out: Column

  constructor(raw: Column, out: Column) {
    this.#raw = raw
    this.#out = out
  }

  extend(from: number, to: number): void {
    const raw = this.#raw.values
    const out = this.#out.values
    for (let i = from; i < to; i++) out[i] = (raw[i] as number) - 100
  }
}
