import { integer } from '../../core/params.ts'
import type { Column } from '../../market/column.ts'
import { sma } from '../averages/sma.ts'
import { defineIndicator, type Indicator, type SourceColumn } from '../indicator.ts'
import { stdev } from '../volatility/stdev.ts'

/**
 * Standard score: (price - SMA(period)) / standard deviation of the same prices, the newest included; 0 when they are all equal.
 * The deviation divides by period - `ddof`: 0 is the population form, as in Stock.Indicators.
 */
export const zscore = defineIndicator({
  name: 'zscore',
  title: 'Standard score',
  about:
    '(price - SMA(period)) / sqrt(sum of squared distances to that mean / (period - ddof)); 0 when the deviation is 0.',
  params: { period: integer(20, { min: 2, max: 5000 }), ddof: integer(0, { min: 0, max: 1 }) },
  lines: ['zscore'],
  takesSource: true,
  warmup: ({ period }) => ({ zscore: period - 1 }),
  create: ({ source, lines }, { period, ddof }, out) => {
    const mean = lines(sma, { period }, source).sma.column
    return new ZScore(source, mean, lines(stdev, { period, ddof }, source).stdev.column, out.zscore)
  },
})

class ZScore implements Indicator {
  readonly #source: Column
  readonly #mean: Column
  readonly #deviation: Column
  readonly #out: Column

  constructor(source: SourceColumn, mean: Column, deviation: Column, out: Column) {
    this.#source = source.column
    this.#mean = mean
    this.#deviation = deviation
    this.#out = out
  }

  extend(from: number, to: number): void {
    const source = this.#source.values
    const mean = this.#mean.values
    const deviation = this.#deviation.values
    const out = this.#out.values
    for (let i = from; i < to; i++) {
      const width = deviation[i] as number
      // Before the warm-up the width is NaN, which is not 0, and so is the quotient.
      out[i] = width === 0 ? 0 : ((source[i] as number) - (mean[i] as number)) / width
    }
  }
}
