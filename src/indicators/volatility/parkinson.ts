import { integer } from '../../core/params.ts'
import type { Bars } from '../../market/bars.ts'
import type { Column } from '../../market/column.ts'
import { sma } from '../averages/sma.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'
import { highest } from '../levels/highest.ts'
import { barsPerYear } from '../parts/bars-per-year.ts'

/** What the estimate is the mean of, an indicator of its own so that the mean is one like any other. */
const squaredLogRange = defineIndicator({
  name: 'squared-log-range',
  title: 'Squared logarithmic range',
  about: 'ln(high / low)²; 0 when the low is not above 0.',
  params: {},
  lines: ['square'],
  takesSource: false,
  warmup: () => ({ square: 0 }),
  create: ({ bars }, _params, out) => new SquaredLogRange(bars, out.square),
})

/**
 * Parkinson volatility: sqrt(mean of ln(high / low)² over `period` bars / (4 ln 2)), times the root of the bars in a year of 365
 * days. 0.6 is 60 % a year. The estimate takes the price to move without drift and without gaps between bars. A bar whose low is
 * not above 0 counts as one without range.
 * M. Parkinson, The Extreme Value Method for Estimating the Variance of the Rate of Return, 1980.
 */
export const parkinson = defineIndicator({
  name: 'parkinson',
  title: 'Parkinson volatility',
  about:
    'sqrt(mean of ln(high / low)² over period bars / (4 ln 2)), times the root of the bars in 365 days: 0.6 is 60 % a year.',
  params: { period: integer(20, { min: 1, max: 5000 }) },
  lines: ['parkinson'],
  takesSource: false,
  warmup: ({ period }) => ({ parkinson: period - 1 }),
  create: ({ bars, lines }, { period }, out) => {
    const { square } = lines(squaredLogRange, {})
    const mean = lines(sma, { period }, square).sma.column
    const widest = lines(highest, { period }, square).highest.column
    return new Parkinson(mean, widest, barsPerYear(bars) / (4 * Math.LN2), out.parkinson)
  },
})

class SquaredLogRange implements Indicator {
  readonly #bars: Bars
  readonly #out: Column

  constructor(bars: Bars, out: Column) {
    this.#bars = bars
    this.#out = out
  }

  extend(from: number, to: number): void {
    const { high, low } = this.#bars
    const out = this.#out.values
    for (let i = from; i < to; i++) {
      const bottom = low[i] as number
      const range = bottom > 0 ? Math.log((high[i] as number) / bottom) : 0
      out[i] = range * range
    }
  }
}

class Parkinson implements Indicator {
  readonly #mean: Column
  readonly #widest: Column
  readonly #factor: number
  readonly #out: Column

  constructor(mean: Column, widest: Column, factor: number, out: Column) {
    this.#mean = mean
    this.#widest = widest
    this.#factor = factor
    this.#out = out
  }

  extend(from: number, to: number): void {
    const mean = this.#mean.values
    const widest = this.#widest.values
    const out = this.#out.values
    const factor = this.#factor
    for (let i = from; i < to; i++) {
      // The widest range says exactly whether all are 0; a rolling mean may keep a trace of rounding, even below 0.
      out[i] = (widest[i] as number) === 0 ? 0 : Math.sqrt(Math.max(0, factor * (mean[i] as number)))
    }
  }
}
