import { integer } from '../../core/params.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator, type SourceColumn } from '../indicator.ts'
import { barsPerYear } from '../parts/bars-per-year.ts'
import { stdev } from './stdev.ts'

/** The return of one bar, an indicator of its own so that its deviation is one like any other. */
const logReturn = defineIndicator({
  name: 'log-return',
  title: 'Logarithmic return',
  about: 'ln(price / previous price); 0 when one of them is not above 0.',
  params: {},
  lines: ['logReturn'],
  takesSource: true,
  warmup: () => ({ logReturn: 1 }),
  create: ({ source }, _params, out) => new LogReturn(source, out.logReturn),
})

/**
 * Realised volatility: the standard deviation (divided by period - 1) of the last `period` logarithmic returns around their mean,
 * times the root of the bars in a year of 365 days. 0.6 is 60 % a year. A return from or to a price that is not above 0 counts as 0.
 * J. C. Hull, Options, Futures, and Other Derivatives, 1989 (estimating volatility from historical data).
 */
export const realisedVolatility = defineIndicator({
  name: 'realisedVolatility',
  title: 'Realised volatility',
  about:
    'Standard deviation (n - 1) of the last period returns ln(price / previous price), times the root of the bars in 365 days: 0.6 is 60 % a year.',
  params: { period: integer(20, { min: 2, max: 5000 }) },
  lines: ['realisedVolatility'],
  takesSource: true,
  warmup: ({ period }) => ({ realisedVolatility: period }),
  create: ({ bars, source, lines }, { period }, out) => {
    const deviation = lines(stdev, { period, ddof: 1 }, lines(logReturn, {}, source).logReturn).stdev
    return new Scaled(deviation.column, Math.sqrt(barsPerYear(bars)), out.realisedVolatility)
  },
})

class LogReturn implements Indicator {
  readonly #source: Column
  readonly #out: Column
  readonly #first: number

  constructor(source: SourceColumn, out: Column) {
    this.#source = source.column
    this.#out = out
    this.#first = source.warmup + 1
  }

  extend(from: number, to: number): void {
    const source = this.#source.values
    const out = this.#out.values
    const start = Math.min(to, this.#first)
    if (from < start) out.fill(Number.NaN, from, start)
    for (let i = Math.max(from, start); i < to; i++) {
      const before = source[i - 1] as number
      const now = source[i] as number
      out[i] = before > 0 && now > 0 ? Math.log(now / before) : 0
    }
  }
}

class Scaled implements Indicator {
  readonly #values: Column
  readonly #factor: number
  readonly #out: Column

  constructor(values: Column, factor: number, out: Column) {
    this.#values = values
    this.#factor = factor
    this.#out = out
  }

  extend(from: number, to: number): void {
    const values = this.#values.values
    const out = this.#out.values
    const factor = this.#factor
    for (let i = from; i < to; i++) out[i] = factor * (values[i] as number)
  }
}
