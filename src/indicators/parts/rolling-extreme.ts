import type { Column } from '../../market/column.ts'
import type { Indicator, SourceColumn } from '../indicator.ts'

/**
 * The highest value of a window is the higher one of two shorter windows that cover it. Asked for a power of two they are
 * its halves, so the windows of one market form a ladder (2, 4, 8, …) of columns that every period shares.
 */
export function coveringWindow(period: number): number {
  return 1 << Math.max(0, 31 - Math.clz32(period - 1))
}

interface Windows {
  readonly window: SourceColumn
  readonly windowLength: number
  readonly period: number
}

/** out[i] = the higher of window[i] and window[i - shift]: the highest of `period` values from windows of `windowLength`. */
export class RollingHighest implements Indicator {
  readonly #window: Column
  readonly #out: Column
  readonly #shift: number
  readonly #start: number

  constructor({ window, windowLength, period }: Windows, out: Column) {
    this.#window = window.column
    this.#out = out
    this.#shift = period - windowLength
    this.#start = window.warmup + this.#shift
  }

  extend(from: number, to: number): void {
    const window = this.#window.values
    const out = this.#out.values
    const shift = this.#shift
    const start = Math.min(to, this.#start)
    if (from < start) out.fill(Number.NaN, from, start)
    for (let i = Math.max(from, start); i < to; i++) {
      const isBefore = +((window[i - shift] as number) > (window[i] as number))
      out[i] = window[i - (shift & -isBefore)] as number
    }
  }
}

/** The mirror of `RollingHighest`. */
export class RollingLowest implements Indicator {
  readonly #window: Column
  readonly #out: Column
  readonly #shift: number
  readonly #start: number

  constructor({ window, windowLength, period }: Windows, out: Column) {
    this.#window = window.column
    this.#out = out
    this.#shift = period - windowLength
    this.#start = window.warmup + this.#shift
  }

  extend(from: number, to: number): void {
    const window = this.#window.values
    const out = this.#out.values
    const shift = this.#shift
    const start = Math.min(to, this.#start)
    if (from < start) out.fill(Number.NaN, from, start)
    for (let i = Math.max(from, start); i < to; i++) {
      const isBefore = +((window[i - shift] as number) < (window[i] as number))
      out[i] = window[i - (shift & -isBefore)] as number
    }
  }
}
