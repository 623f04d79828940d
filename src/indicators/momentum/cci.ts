import { integer } from '../../core/params.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'
import { price } from '../levels/price.ts'

/**
 * Commodity channel index (D. R. Lambert, Commodities, 1980): the distance of the typical price (high + low + close) /
 * 3 to its mean over `period` bars, in units of 0.015 times the mean distance of these prices to that same mean. 0 when
 * they are all equal.
 */
export const cci = defineIndicator({
  name: 'cci',
  title: 'Commodity channel index',
  about:
    '(p - m) / (0.015 x mean of |p - m| over period bars), p = (high + low + close) / 3, m = mean of p over period bars, the newest included; 0 when all are equal.',
  params: { period: integer(20, { min: 2, max: 5000 }) },
  lines: ['cci'],
  takesSource: false,
  warmup: ({ period }) => ({ cci: period - 1 }),
  create: ({ lines }, { period }, out) => new Cci(lines(price, { of: 'hlc3' }).price.column, out.cci, period),
})

/** Adds up each window afresh: every distance is to a new mean, and one carried on would not come back to 0 exactly. */
class Cci implements Indicator {
  readonly #price: Column
  readonly #out: Column
  readonly #period: number

  constructor(typical: Column, out: Column, period: number) {
    this.#price = typical
    this.#out = out
    this.#period = period
  }

  extend(from: number, to: number): void {
    const prices = this.#price.values
    const out = this.#out.values
    const period = this.#period
    const start = Math.min(to, period - 1)
    if (from < start) out.fill(Number.NaN, from, start)
    for (let i = Math.max(from, start); i < to; i++) {
      const first = i - period + 1
      const newest = prices[i] as number
      let sum = 0
      for (let j = first; j < i; j++) sum += (prices[j] as number) - newest
      const mean = newest + sum / period
      let distances = 0
      for (let j = first; j <= i; j++) distances += Math.abs((prices[j] as number) - mean)
      out[i] = distances === 0 ? 0 : ((newest - mean) * period) / (0.015 * distances)
    }
  }
}
