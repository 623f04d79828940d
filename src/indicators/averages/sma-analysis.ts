import { integer } from '../../core/params.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator, type SourceColumn } from '../indicator.ts'
import { sma } from './sma.ts'

/**
 * How well the simple average stands for the prices that it is made of: mean absolute deviation, mean squared error and mean absolute
 * percentage error (a ratio) of the last `period` prices from it, as in Stock.Indicators. A price of 0 adds nothing to the last.
 */
export const smaAnalysis = defineIndicator({
  name: 'smaAnalysis',
  title: 'Simple moving average with its errors',
  about:
    'sma = SMA(period); over the same prices mad = mean |price - sma|, mse = mean (price - sma)^2, mape = mean |price - sma| / |price|, where a price of 0 adds nothing.',
  params: { period: integer(20, { min: 1, max: 1000 }) },
  lines: ['sma', 'mad', 'mse', 'mape'],
  takesSource: true,
  warmup: ({ period }) => ({ sma: period - 1, mad: period - 1, mse: period - 1, mape: period - 1 }),
  share: ({ lines }, { period }) => ({ sma: lines(sma, { period }).sma }),
  create: ({ source }, { period }, lines) => new SmaAnalysis(source, lines, period),
})

type Out = Readonly<Record<'sma' | 'mad' | 'mse' | 'mape', Column>>

/** Goes through each window anew: every error changes with the mean. */
class SmaAnalysis implements Indicator {
  readonly #source: Column
  readonly #out: Out
  readonly #seeded: number
  readonly #period: number

  constructor(source: SourceColumn, out: Out, period: number) {
    this.#source = source.column
    this.#out = out
    this.#seeded = source.warmup + period - 1
    this.#period = period
  }

  extend(from: number, to: number): void {
    const source = this.#source.values
    const mean = this.#out.sma.values
    const mad = this.#out.mad.values
    const mse = this.#out.mse.values
    const mape = this.#out.mape.values
    const period = this.#period
    const start = Math.min(to, this.#seeded)
    if (from < start) for (const values of [mad, mse, mape]) values.fill(Number.NaN, from, start)
    for (let i = Math.max(from, start); i < to; i++) {
      const middle = mean[i] as number
      let distances = 0
      let squares = 0
      let ratios = 0
      for (let j = i - period + 1; j <= i; j++) {
        const price = source[j] as number
        const distance = Math.abs(price - middle)
        distances += distance
        squares += distance * distance
        ratios += price === 0 ? 0 : distance / Math.abs(price)
      }
      mad[i] = distances / period
      mse[i] = squares / period
      mape[i] = ratios / period
    }
  }
}
