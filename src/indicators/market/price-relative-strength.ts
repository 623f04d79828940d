import { integer } from '../../core/params.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator, type SourceColumn } from '../indicator.ts'
import { asOfBars } from '../parts/as-of.ts'
import { percentChange } from '../parts/percent-change.ts'
import { WeightedSum } from '../parts/weighted-sum.ts'

/**
 * Relative strength against another market: ratio = price / price of the other (0 when that is 0), lead = by how many percentage
 * points the price rose more than the other over `period` bars.
 */
export const priceRelativeStrength = defineIndicator({
  name: 'priceRelativeStrength',
  title: 'Relative strength against another market',
  about:
    'ratio = price / series benchmark; lead = change of the price over period bars in percent - the same of the benchmark.',
  params: { period: integer(20, { min: 1, max: 5000 }) },
  lines: ['ratio', 'lead'],
  takesSource: true,
  warmup: ({ period }) => ({ ratio: 0, lead: period }),
  create: (inputs, { period }, out) => {
    const { source, lines } = inputs
    const benchmark = asOfBars(inputs, 'benchmark', 'priceRelativeStrength')
    const terms = [
      { weight: 1, line: lines(percentChange, { period }, source).change },
      { weight: -1, line: lines(percentChange, { period }, benchmark).change },
    ]
    return new RelativeStrength(new Ratio(source, benchmark, out.ratio), new WeightedSum(terms, out.lead))
  },
})

class RelativeStrength implements Indicator {
  readonly #ratio: Indicator
  readonly #lead: Indicator

  constructor(ratio: Indicator, lead: Indicator) {
    this.#ratio = ratio
    this.#lead = lead
  }

  extend(from: number, to: number): void {
    this.#ratio.extend(from, to)
    this.#lead.extend(from, to)
  }
}

class Ratio implements Indicator {
  readonly #price: SourceColumn
  readonly #benchmark: SourceColumn
  readonly #out: Column

  constructor(price: SourceColumn, benchmark: SourceColumn, out: Column) {
    this.#price = price
    this.#benchmark = benchmark
    this.#out = out
  }

  extend(from: number, to: number): void {
    const price = this.#price.column.values
    const benchmark = this.#benchmark.column.values
    const out = this.#out.values
    const start = Math.min(to, this.#price.warmup)
    if (from < start) out.fill(Number.NaN, from, start)
    for (let i = Math.max(from, start); i < to; i++)
      out[i] = benchmark[i] === 0 ? 0 : (price[i] as number) / (benchmark[i] as number)
  }
}
