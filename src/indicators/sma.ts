import { integer } from '../core/params.ts'
import type { Column } from '../market/column.ts'
import { defineIndicator, type Indicator, type SourceColumn } from './indicator.ts'

/** Simple moving average: the mean of the last `period` prices. */
export const sma = defineIndicator({
  name: 'sma',
  title: 'Simple moving average',
  about: 'The mean of the last period prices.',
  params: { period: integer(20, { min: 1, max: 5000 }) },
  lines: ['sma'],
  takesSource: true,
  warmup: ({ period }) => ({ sma: period - 1 }),
  create: ({ source }, { period }, lines) => new Sma(source, lines.sma, period),
})

/**
 * Keeps the sum of the distances to an anchor price. Every so many bars, counted from bar 0 so that it does not matter how
 * the bars come, it takes a new anchor and adds up the window afresh: rounding never gathers, and a flat window is exact.
 */
class Sma implements Indicator {
  readonly #source: Column
  readonly #out: Column
  readonly #period: number
  readonly #seeded: number
  readonly #restartBars: number
  #anchor = 0.5
  #sum = 0.5

  constructor(source: SourceColumn, out: Column, period: number) {
    this.#source = source.column
    this.#out = out
    this.#period = period
    this.#seeded = source.warmup + period - 1
    this.#restartBars = Math.max(512, period)
  }

  extend(from: number, to: number): void {
    const warm = Math.min(to, this.#seeded)
    if (from < warm) this.#out.values.fill(Number.NaN, from, warm)
    for (let i = Math.max(from, warm); i < to; ) {
      if (i === this.#seeded || i % this.#restartBars === 0) this.#restart(i++)
      const end = Math.min(to, Math.ceil(i / this.#restartBars) * this.#restartBars)
      this.#roll(i, end)
      i = end
    }
  }

  #roll(from: number, to: number): void {
    const source = this.#source.values
    const out = this.#out.values
    const period = this.#period
    const anchor = this.#anchor
    const share = 1 / period
    let sum = this.#sum
    for (let i = from; i < to; i++) {
      sum += (source[i] as number) - (source[i - period] as number)
      out[i] = anchor + sum * share
    }
    this.#sum = sum
  }

  #restart(i: number): void {
    const source = this.#source.values
    const anchor = source[i] as number
    let sum = 0
    for (let j = i - this.#period + 1; j <= i; j++) sum += (source[j] as number) - anchor
    this.#anchor = anchor
    this.#sum = sum
    this.#out.values[i] = anchor + sum / this.#period
  }
}
