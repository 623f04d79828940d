import { integer } from '../../core/params.ts'
import type { Column } from '../../market/column.ts'
import { sma } from '../averages/sma.ts'
import { defineIndicator, type Indicator, type SourceColumn } from '../indicator.ts'

/**
 * Detrended price oscillator: the price of some bars ago less the simple mean of the `period` prices up to now, which
 * has that bar near its middle. The published line stands at that older bar, so at that bar it knows prices that came
 * later; the value at a bar is the one that is known there, and a chart draws it floor(period / 2) + 1 bars to the
 * left.
 */
export const dpo = defineIndicator({
  name: 'dpo',
  title: 'Detrended price oscillator',
  about:
    'price b bars before - SMA(period) of the prices up to now, b = floor(period / 2) + 1; drawn b bars to the left, beside that older price, where its value lay in the future.',
  params: { period: integer(20, { min: 1, max: 5000 }) },
  lines: ['dpo'],
  takesSource: true,
  warmup: ({ period }) => ({ dpo: Math.max(period - 1, barsBack(period)) }),
  drawShift: ({ period }) => ({ dpo: -barsBack(period) }),
  create: ({ source, lines }, { period }, out) =>
    new Dpo(source, lines(sma, { period }).sma, out.dpo, barsBack(period)),
})

function barsBack(period: number): number {
  return Math.floor(period / 2) + 1
}

class Dpo implements Indicator {
  readonly #source: Column
  readonly #mean: Column
  readonly #out: Column
  readonly #back: number
  readonly #start: number

  constructor(source: SourceColumn, mean: SourceColumn, out: Column, back: number) {
    this.#source = source.column
    this.#mean = mean.column
    this.#out = out
    this.#back = back
    this.#start = Math.max(mean.warmup, source.warmup + back)
  }

  extend(from: number, to: number): void {
    const source = this.#source.values
    const mean = this.#mean.values
    const out = this.#out.values
    const back = this.#back
    const start = Math.min(to, this.#start)
    if (from < start) out.fill(Number.NaN, from, start)
    for (let i = Math.max(from, start); i < to; i++) out[i] = (source[i - back] as number) - (mean[i] as number)
  }
}
