import { integer } from '../../core/params.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator, type SourceColumn } from '../indicator.ts'

/**
 * Relative strength index: 100 x average rise / (average rise + average fall), both Wilder's averages seeded by the mean of
 * the first `period` changes. 100 when nothing fell, 0 when nothing rose, and 50 when the price never moved.
 * J. W. Wilder, New Concepts in Technical Trading Systems, 1978.
 */
export const rsi = defineIndicator({
  name: 'rsi',
  title: 'Relative strength index',
  about:
    '100 x average rise / (average rise + average fall), Wilder averages seeded by the mean of the first period changes. 50 when the price never moved.',
  params: { period: integer(14, { min: 1, max: 5000 }) },
  lines: ['rsi'],
  takesSource: true,
  warmup: ({ period }) => ({ rsi: period }),
  create: ({ source }, { period }, lines) => new Rsi(source, lines.rsi, period),
})

class Rsi implements Indicator {
  readonly #source: Column
  readonly #out: Column
  readonly #start: number
  readonly #period: number
  #rise = 0.5
  #fall = 0.5

  constructor(source: SourceColumn, out: Column, period: number) {
    this.#source = source.column
    this.#out = out
    this.#start = source.warmup
    this.#period = period
    this.#rise = this.#fall = 0
  }

  extend(from: number, to: number): void {
    const seeded = Math.min(to, this.#start + this.#period + 1)
    for (let i = from; i < seeded; i++) this.#seed(i)
    const source = this.#source.values
    const out = this.#out.values
    const share = 1 / this.#period
    const keep = 1 - share
    let rise = this.#rise
    let fall = this.#fall
    for (let i = Math.max(from, seeded); i < to; i++) {
      const change = (source[i] as number) - (source[i - 1] as number)
      const size = Math.abs(change)
      rise = rise * keep + share * ((size + change) * 0.5)
      fall = fall * keep + share * ((size - change) * 0.5)
      out[i] = strength(rise, fall)
    }
    this.#rise = rise
    this.#fall = fall
  }

  #seed(i: number): void {
    const first = this.#start
    if (i > first) {
      const change = (this.#source.values[i] as number) - (this.#source.values[i - 1] as number)
      this.#rise += Math.max(change, 0) / this.#period
      this.#fall += Math.max(-change, 0) / this.#period
    }
    this.#out.values[i] = i < first + this.#period ? Number.NaN : strength(this.#rise, this.#fall)
  }
}

function strength(rise: number, fall: number): number {
  const sum = rise + fall
  return sum === 0 ? 50 : (100 * rise) / sum
}
