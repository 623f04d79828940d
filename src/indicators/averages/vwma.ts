import { integer } from '../../core/params.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator, type SourceColumn } from '../indicator.ts'
import { sma } from './sma.ts'

/**
 * Volume-weighted moving average: the sum of price x volume of the last `period` bars over the sum of their volume. While none of
 * them had any volume, it is their simple mean.
 */
export const vwma = defineIndicator({
  name: 'vwma',
  title: 'Volume-weighted moving average',
  about:
    'Sum of price x volume over the sum of volume of the last period bars; their simple mean when that volume is 0.',
  params: { period: integer(20, { min: 1, max: 5000 }) },
  lines: ['vwma'],
  takesSource: true,
  warmup: ({ period }) => ({ vwma: period - 1 }),
  create: ({ source, bars, lines }, { period }, out) => {
    const mean = lines(sma, { period }).sma.column
    return new Vwma(source, { volume: bars.volumeColumn, mean }, out.vwma, period)
  },
})

/** Below this share of all volume that went into the sums, they are made afresh: what is left of them loses digits. */
const CANCELLED = 1e-3

/** Keeps the volume, and the sum of volume x distance of the price to an anchor. */
class Vwma implements Indicator {
  readonly #source: Column
  readonly #volume: Column
  readonly #mean: Column
  readonly #out: Column
  readonly #period: number
  readonly #seeded: number
  #anchor = 0.5
  #total = 0.5
  #turnover = 0.5
  #added = 0.5

  constructor(
    source: SourceColumn,
    { volume, mean }: Readonly<Record<'volume' | 'mean', Column>>,
    out: Column,
    period: number,
  ) {
    this.#source = source.column
    this.#volume = volume
    this.#mean = mean
    this.#out = out
    this.#period = period
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
    const volume = this.#volume.values
    const mean = this.#mean.values
    const out = this.#out.values
    const period = this.#period
    const anchor = this.#anchor
    let total = this.#total
    let turnover = this.#turnover
    let added = this.#added
    let i = from
    for (; i < to; i++) {
      const newest = volume[i] as number
      const oldest = volume[i - period] as number
      total += newest - oldest
      added += newest
      if (total < added * CANCELLED) break
      turnover += newest * ((source[i] as number) - anchor) - oldest * ((source[i - period] as number) - anchor)
      out[i] = total > 0 ? anchor + turnover / total : (mean[i] as number)
    }
    this.#total = total
    this.#turnover = turnover
    this.#added = added
    if (i < to) this.#restart(i++)
    return i
  }

  #restart(i: number): void {
    const source = this.#source.values
    const volume = this.#volume.values
    const anchor = source[i] as number
    let total = 0
    let turnover = 0
    for (let j = i - this.#period + 1; j <= i; j++) {
      total += volume[j] as number
      turnover += (volume[j] as number) * ((source[j] as number) - anchor)
    }
    this.#anchor = anchor
    this.#total = total
    this.#turnover = turnover
    this.#added = total
    this.#out.values[i] = total > 0 ? anchor + turnover / total : (this.#mean.values[i] as number)
  }
}
