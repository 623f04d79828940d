import { integer } from '../../core/params.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator, type SourceColumn } from '../indicator.ts'

/**
 * Ulcer index: root mean square of how far, in percent, each of the last `period` prices lies below the highest price from the
 * start of those bars up to it. The peak is sought within the window only, as in Stock.Indicators (Martin's own table looks back
 * `period` bars from each of them). A highest price of 0 counts as no fall.
 * P. Martin and B. McCann, The Investor's Guide to Fidelity Funds, 1989.
 */
export const ulcer = defineIndicator({
  name: 'ulcer',
  title: 'Ulcer index',
  about:
    'sqrt(mean of squared falls of the last period prices), a fall being 100 x (price - peak) / peak with the highest price of the window so far as the peak; 0 when that is 0.',
  params: { period: integer(14, { min: 1, max: 1000 }) },
  lines: ['ulcer'],
  takesSource: true,
  warmup: ({ period }) => ({ ulcer: period - 1 }),
  create: ({ source }, { period }, lines) => new Ulcer(source, lines.ulcer, period),
})

/** Goes through each window anew: a price that leaves it can change the peak of every other. */
class Ulcer implements Indicator {
  readonly #source: Column
  readonly #out: Column
  readonly #seeded: number
  readonly #period: number

  constructor(source: SourceColumn, out: Column, period: number) {
    this.#source = source.column
    this.#out = out
    this.#seeded = source.warmup + period - 1
    this.#period = period
  }

  extend(from: number, to: number): void {
    const source = this.#source.values
    const out = this.#out.values
    const period = this.#period
    const start = Math.min(to, this.#seeded)
    if (from < start) out.fill(Number.NaN, from, start)
    for (let i = Math.max(from, start); i < to; i++) {
      let peak = source[i - period + 1] as number
      let squares = 0
      for (let j = i - period + 1; j <= i; j++) {
        const value = source[j] as number
        if (value > peak) peak = value
        const fall = peak === 0 ? 0 : (value - peak) / peak
        squares += fall * fall
      }
      out[i] = 100 * Math.sqrt(squares / period)
    }
  }
}
