import { integer } from '../../core/params.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator, type SourceColumn } from '../indicator.ts'

/**
 * Rolling standard deviation of the last `period` prices around their own mean, divided by period - `ddof`:
 * 0 is the population form (Bollinger, Stock.Indicators, TA-Lib, TradingView), 1 the sample form (numpy ddof=1, pandas).
 */
export const stdev = defineIndicator({
  name: 'stdev',
  title: 'Rolling standard deviation',
  about: 'sqrt(sum of squared distances to the mean of the last period prices / (period - ddof)).',
  params: { period: integer(20, { min: 2, max: 5000 }), ddof: integer(0, { min: 0, max: 1 }) },
  lines: ['stdev'],
  takesSource: true,
  warmup: ({ period }) => ({ stdev: period - 1 }),
  create: ({ source }, { period, ddof }, lines) => new Stdev(source, lines.stdev, period, ddof),
})

/** Below this share of all that went into the sum of squares, what is left of it is rounding. */
const CANCELLED = 1e-5

/**
 * Keeps sums of the distances to an anchor price, and of their squares. When a large part of the squares has left the window
 * (the price has moved away from the anchor, or has come to rest after a jump), it takes a new anchor and adds up the window
 * afresh: nine digits always hold, and the deviation of a flat window is exactly 0.
 */
class Stdev implements Indicator {
  readonly #source: Column
  readonly #out: Column
  readonly #period: number
  readonly #divisor: number
  readonly #seeded: number
  #anchor = 0.5
  #sum = 0.5
  #squares = 0.5
  #added = 0.5

  constructor(source: SourceColumn, out: Column, period: number, ddof: number) {
    this.#source = source.column
    this.#out = out
    this.#period = period
    this.#divisor = period - ddof
    this.#seeded = source.warmup + period - 1
  }

  extend(from: number, to: number): void {
    const seeded = Math.min(to, this.#seeded)
    if (from < seeded) this.#out.values.fill(Number.NaN, from, seeded)
    for (let i = Math.max(from, seeded); i < to; ) {
      if (i === this.#seeded) this.#restart(i++)
      i = this.#roll(i, to)
    }
  }

  /** Goes on until the sums have to be made afresh, and does that. Returns the bar to go on from. */
  #roll(from: number, to: number): number {
    const source = this.#source.values
    const out = this.#out.values
    const period = this.#period
    const anchor = this.#anchor
    const share = 1 / period
    const scale = 1 / this.#divisor
    let sum = this.#sum
    let squares = this.#squares
    let added = this.#added
    let i = from
    for (; i < to; i++) {
      const newest = (source[i] as number) - anchor
      const oldest = (source[i - period] as number) - anchor
      sum += newest - oldest
      squares += newest * newest - oldest * oldest
      added += newest * newest
      const left = squares - sum * sum * share
      if (left < added * CANCELLED) break
      out[i] = Math.sqrt(left * scale)
    }
    this.#sum = sum
    this.#squares = squares
    this.#added = added
    if (i < to) this.#restart(i++)
    return i
  }

  #restart(i: number): void {
    const source = this.#source.values
    const first = i - this.#period + 1
    let total = 0
    const base = source[i] as number
    for (let j = first; j <= i; j++) total += (source[j] as number) - base
    const anchor = base + total / this.#period
    let sum = 0
    let squares = 0
    for (let j = first; j <= i; j++) {
      const distance = (source[j] as number) - anchor
      sum += distance
      squares += distance * distance
    }
    this.#anchor = anchor
    this.#sum = sum
    this.#squares = squares
    this.#added = squares
    this.#out.values[i] = Math.sqrt(Math.max(0, squares - (sum * sum) / this.#period) / this.#divisor)
  }
}
