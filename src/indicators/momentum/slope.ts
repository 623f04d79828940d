import { integer } from '../../core/params.ts'
import type { Column } from '../../market/column.ts'
import { sma } from '../averages/sma.ts'
import { wma } from '../averages/wma.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'
import { stdev } from '../volatility/stdev.ts'

/**
 * Linear regression of the last `period` prices on the number of their bar, by least squares. slope is the rise a bar; intercept
 * is the height of the line at number 0, where the first bar of the data is number 1, as in Stock.Indicators: the line at the
 * newest bar i (from 0) is intercept + slope x (i + 1). deviation is the population standard deviation of the prices around their
 * mean, not around the line; rSquared the share of its square that the line explains, 0 when the prices are all equal.
 */
export const slope = defineIndicator({
  name: 'slope',
  title: 'Slope of the linear regression',
  about:
    'Least-squares line through the last period prices: slope = 6 x (WMA - SMA) / (period - 1); intercept = its height at bar number 0, the first bar of the data being 1; deviation = population standard deviation of the prices; rSquared = slope^2 x (period^2 - 1) / 12 / deviation^2, 0 when the deviation is 0.',
  params: { period: integer(20, { min: 2, max: 5000 }) },
  lines: ['slope', 'intercept', 'deviation', 'rSquared'],
  takesSource: true,
  warmup: ({ period }) => ({
    slope: period - 1,
    intercept: period - 1,
    deviation: period - 1,
    rSquared: period - 1,
  }),
  share: ({ lines }, { period }) => ({ deviation: lines(stdev, { period, ddof: 0 }).stdev }),
  create: ({ lines }, { period }, out) => {
    const mean = lines(sma, { period }).sma.column
    return new Slope({ mean, weighted: lines(wma, { period }).wma.column }, out, period)
  },
})

type Out = Readonly<Record<'slope' | 'intercept' | 'deviation' | 'rSquared', Column>>

class Slope implements Indicator {
  readonly #means: Readonly<Record<'mean' | 'weighted', Column>>
  readonly #out: Out
  readonly #period: number
  /** Bars that are gone: bar 0, where the line meets the axis, is the first that there was. */
  #forgotten = 0

  constructor(means: Readonly<Record<'mean' | 'weighted', Column>>, out: Out, period: number) {
    this.#means = means
    this.#out = out
    this.#period = period
  }

  extend(from: number, to: number): void {
    const means = this.#means.mean.values
    const weighted = this.#means.weighted.values
    const deviations = this.#out.deviation.values
    const slopes = this.#out.slope.values
    const intercepts = this.#out.intercept.values
    const rSquared = this.#out.rSquared.values
    const scale = 6 / (this.#period - 1)
    const spread = Math.sqrt((this.#period * this.#period - 1) / 12)
    /** The middle bar of the window has number i + this. */
    const middle = this.#forgotten + 1 - (this.#period - 1) / 2
    for (let i = from; i < to; i++) {
      const mean = means[i] as number
      const deviation = deviations[i] as number
      const isFlat = deviation === 0
      const rise = isFlat ? 0 : scale * ((weighted[i] as number) - mean)
      const correlation = isFlat ? 0 : (rise * spread) / deviation
      slopes[i] = rise
      intercepts[i] = mean - rise * (i + middle)
      rSquared[i] = Math.min(1, correlation * correlation)
    }
  }

  forget(count: number): void {
    this.#forgotten += count
  }
}
