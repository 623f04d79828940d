import { integer } from '../../core/params.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'
import { asOfBars } from '../parts/as-of.ts'
import { comovement } from '../parts/comovement.ts'

/**
 * Beta: by how much the price moved for a move of 1 of another market, as the slope of the regression of its returns from bar to bar
 * on those of the other over the last `period` bars. 0 when the other did not move. W. F. Sharpe, 1964.
 */
export const beta = defineIndicator({
  name: 'beta',
  title: 'Beta to another market',
  about:
    'Covariance of the last period returns from bar to bar with those of the series benchmark / variance of the latter; 0 when it did not move.',
  params: { period: integer(50, { min: 2, max: 5000 }) },
  lines: ['beta'],
  takesSource: true,
  warmup: ({ period }) => ({ beta: period }),
  create: (inputs, { period }, out) => {
    asOfBars(inputs, 'benchmark', 'beta')
    const { covariance, benchmarkVariance } = inputs.lines(comovement, { period, of: 'returns' })
    return new Beta(covariance.column, benchmarkVariance.column, out.beta)
  },
})

class Beta implements Indicator {
  readonly #covariance: Column
  readonly #variance: Column
  readonly #out: Column

  constructor(covariance: Column, variance: Column, out: Column) {
    this.#covariance = covariance
    this.#variance = variance
    this.#out = out
  }

  extend(from: number, to: number): void {
    const covariance = this.#covariance.values
    const variance = this.#variance.values
    const out = this.#out.values
    for (let i = from; i < to; i++) out[i] = variance[i] === 0 ? 0 : (covariance[i] as number) / (variance[i] as number)
  }
}
