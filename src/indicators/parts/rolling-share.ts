import type { Column } from '../../market/column.ts'
import type { Indicator, SourceColumn } from '../indicator.ts'

export interface ShareOptions {
  readonly period: number
  /** The share is given times this. */
  readonly scale: number
  /** The least that a share can be, -1 or 0: rounding shall not lead beyond it. */
  readonly least: -1 | 0
  /** The value when the whole is 0. */
  readonly none: number
}

/** Below this share of all that went into the sums, they are made afresh: what is left of them loses digits. */
const CANCELLED = 1e-3

/** The sum of the last `period` values of `part` over that of `whole`, whose values are never below 0 nor below those of the part. */
export class RollingShare implements Indicator {
  readonly #part: SourceColumn
  readonly #whole: SourceColumn
  readonly #out: Column
  readonly #options: ShareOptions
  readonly #seeded: number
  #partSum = 0.5
  #wholeSum = 0.5
  #added = 0.5

  constructor(part: SourceColumn, whole: SourceColumn, out: Column, options: ShareOptions) {
    this.#part = part
    this.#whole = whole
    this.#out = out
    this.#options = options
    this.#seeded = Math.max(part.warmup, whole.warmup) + options.period - 1
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
    const part = this.#part.column.values
    const whole = this.#whole.column.values
    const out = this.#out.values
    const { period, scale, least, none } = this.#options
    let partSum = this.#partSum
    let wholeSum = this.#wholeSum
    let added = this.#added
    let i = from
    for (; i < to; i++) {
      const newest = whole[i] as number
      wholeSum += newest - (whole[i - period] as number)
      partSum += (part[i] as number) - (part[i - period] as number)
      added += newest
      if (wholeSum < added * CANCELLED) break
      out[i] = wholeSum === 0 ? none : scale * Math.min(1, Math.max(least, partSum / wholeSum))
    }
    this.#partSum = partSum
    this.#wholeSum = wholeSum
    this.#added = added
    if (i < to) this.#restart(i++)
    return i
  }

  #restart(i: number): void {
    const part = this.#part.column.values
    const whole = this.#whole.column.values
    const { period, scale, least, none } = this.#options
    let partSum = 0
    let wholeSum = 0
    for (let j = i - period + 1; j <= i; j++) {
      partSum += part[j] as number
      wholeSum += whole[j] as number
    }
    this.#partSum = partSum
    this.#wholeSum = wholeSum
    this.#added = wholeSum
    this.#out.values[i] = wholeSum === 0 ? none : scale * Math.min(1, Math.max(least, partSum / wholeSum))
  }
}
