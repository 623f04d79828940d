import { integer } from '../../core/params.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'
import { asOfBars } from '../parts/as-of.ts'

/** The funding rate less that of `period` bars before. A difference, because a rate that goes through 0 has no change in percent. */
export const fundingChange = defineIndicator({
  name: 'fundingChange',
  title: 'Change of the funding rate',
  about: 'Funding rate - funding rate period bars before, both as known at the close of their bar.',
  params: { period: integer(96, { min: 1, max: 5000 }) },
  lines: ['fundingChange'],
  takesSource: false,
  warmup: ({ period }) => ({ fundingChange: period }),
  create: (inputs, { period }, out) =>
    new Difference(asOfBars(inputs, 'fundingRate', 'fundingChange').column, out.fundingChange, period),
})

class Difference implements Indicator {
  readonly #values: Column
  readonly #out: Column
  readonly #period: number

  constructor(values: Column, out: Column, period: number) {
    this.#values = values
    this.#out = out
    this.#period = period
  }

  extend(from: number, to: number): void {
    const values = this.#values.values
    const out = this.#out.values
    const period = this.#period
    const start = Math.min(to, period)
    if (from < start) out.fill(Number.NaN, from, start)
    for (let i = Math.max(from, start); i < to; i++) out[i] = (values[i] as number) - (values[i - period] as number)
  }
}
