import type { Column } from '../../market/column.ts'
import type { Indicator, SourceColumn } from '../indicator.ts'

/**
 * An average of the last `period` values that is carried from bar to bar. Every so many bars, counted from bar 0 so that it
 * does not matter how the bars come, `restart` takes a new anchor and adds up the window afresh: rounding never gathers, and a
 * window of equal prices soon gives just that price.
 */
export abstract class RollingWindow implements Indicator {
  protected readonly source: Column
  protected readonly out: Column
  protected readonly period: number
  readonly #seeded: number
  readonly #restartBars: number
  /** Bars that are gone: the count goes on as if they were there. */
  #forgotten = 0

  constructor(source: SourceColumn, out: Column, period: number) {
    this.source = source.column
    this.out = out
    this.period = period
    this.#seeded = source.warmup + period - 1
    this.#restartBars = Math.max(512, period)
  }

  extend(from: number, to: number): void {
    const seeded = Math.min(to, this.#seeded)
    if (from < seeded) this.out.values.fill(Number.NaN, from, seeded)
    for (let i = Math.max(from, seeded); i < to; ) {
      if (i === this.#seeded || this.#sinceRestart(i) === 0) this.restart(i++)
      const end = Math.min(to, i + ((this.#restartBars - this.#sinceRestart(i)) % this.#restartBars))
      this.roll(i, end)
      i = end
    }
  }

  forget(count: number): void {
    this.#forgotten += count
  }

  #sinceRestart(i: number): number {
    return (i + this.#forgotten) % this.#restartBars
  }

  /** Computes value `i` from the window alone. */
  protected abstract restart(i: number): void

  /** Computes the values `from` to `to - 1`, each from the one before. */
  protected abstract roll(from: number, to: number): void
}
