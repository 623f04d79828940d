import { choice, integer } from '../../core/params.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'
import { asOfBars } from '../parts/as-of.ts'
import { comovement } from '../parts/comovement.ts'

/**
 * Correlation (K. Pearson) with another market over the last `period` bars, from -1 to 1: of the prices, as in Stock.Indicators, or of
 * their returns, which two trends do not fool. 0 when one of the two did not move.
 */
export const correlation = defineIndicator({
  name: 'correlation',
  title: 'Correlation with another market',
  about:
    'Covariance / (deviation x deviation of the series benchmark) over the last period bars, of prices or of returns from bar to bar; 0 when one did not move.',
  params: { period: integer(20, { min: 2, max: 5000 }), of: choice('prices', 'returns') },
  lines: ['correlation'],
  takesSource: true,
  warmup: ({ period, of }) => ({ correlation: of === 'returns' ? period : period - 1 }),
  create: (inputs, { period, of }, out) => {
    asOfBars(inputs, 'benchmark', 'correlation')
    const { covariance, variance, benchmarkVariance } = inputs.lines(comovement, { period, of })
    const columns = {
      covariance: covariance.column,
      variance: variance.column,
      benchmarkVariance: benchmarkVariance.column,
    }
    return new Correlation(columns, out.correlation)
  },
})

type Comoments = Readonly<Record<'covariance' | 'variance' | 'benchmarkVariance', Column>>

class Correlation implements Indicator {
  readonly #in: Comoments
  readonly #out: Column

  constructor(comoments: Comoments, out: Column) {
    this.#in = comoments
    this.#out = out
  }

  extend(from: number, to: number): void {
    const covariance = this.#in.covariance.values
    const variance = this.#in.variance.values
    const benchmarkVariance = this.#in.benchmarkVariance.values
    const out = this.#out.values
    for (let i = from; i < to; i++) {
      const scale = Math.sqrt(variance[i] as number) * Math.sqrt(benchmarkVariance[i] as number)
      out[i] = scale === 0 ? 0 : Math.min(1, Math.max(-1, (covariance[i] as number) / scale))
    }
  }
}
