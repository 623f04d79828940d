import { choice, integer } from '../../core/params.ts'
import type { Column } from '../../market/column.ts'
import { ema } from '../averages/ema.ts'
import { defineIndicator, type Indicator, type SourceColumn } from '../indicator.ts'

/**
 * Moving average convergence divergence (G. Appel): macd = EMA(fast) - EMA(slow), signal = EMA of macd, histogram = macd - signal.
 * All three averages are seeded alike: by the mean of their first values (as in Stock.Indicators), or by the first value.
 */
export const macd = defineIndicator({
  name: 'macd',
  title: 'Moving average convergence divergence',
  about: 'macd = EMA(fast) - EMA(slow), signal = EMA(signal) of macd, histogram = macd - signal; seeds as in ema.',
  params: {
    fast: integer(12, { min: 1, max: 5000 }),
    slow: integer(26, { min: 1, max: 5000 }),
    signal: integer(9, { min: 1, max: 5000 }),
    seed: choice('mean', 'first'),
  },
  lines: ['macd', 'signal', 'histogram'],
  takesSource: true,
  warmup: ({ fast, slow, signal, seed }) => {
    const macd = seed === 'first' ? 0 : Math.max(fast, slow) - 1
    const both = seed === 'first' ? 0 : macd + signal - 1
    return { macd, signal: both, histogram: both }
  },
  create: ({ lines }, { fast, slow, signal, seed }, out) =>
    new Macd(lines(ema, { period: fast, seed }).ema, lines(ema, { period: slow, seed }).ema, out, {
      period: signal,
      seed,
    }),
})

type Out = Readonly<Record<'macd' | 'signal' | 'histogram', Column>>

class Macd implements Indicator {
  readonly #fast: Column
  readonly #slow: Column
  readonly #out: Out
  readonly #start: number
  readonly #seeded: number
  readonly #weight: number
  #signal = 0.5
  #sum = 0.5

  constructor(
    fast: SourceColumn,
    slow: SourceColumn,
    out: Out,
    { period, seed }: { period: number; seed: 'mean' | 'first' },
  ) {
    this.#fast = fast.column
    this.#slow = slow.column
    this.#out = out
    this.#start = Math.max(fast.warmup, slow.warmup)
    this.#seeded = seed === 'first' ? this.#start : this.#start + period - 1
    this.#weight = 2 / (period + 1)
    this.#sum = 0
  }

  extend(from: number, to: number): void {
    const first = Math.min(to, this.#seeded + 1)
    for (let i = from; i < first; i++) this.#seed(i)
    const fast = this.#fast.values
    const slow = this.#slow.values
    const macdOut = this.#out.macd.values
    const signalOut = this.#out.signal.values
    const histogramOut = this.#out.histogram.values
    const weight = this.#weight
    let signal = this.#signal
    for (let i = Math.max(from, first); i < to; i++) {
      const macd = (fast[i] as number) - (slow[i] as number)
      signal += weight * (macd - signal)
      macdOut[i] = macd
      signalOut[i] = signal
      histogramOut[i] = macd - signal
    }
    this.#signal = signal
  }

  #seed(i: number): void {
    const macd = (this.#fast.values[i] as number) - (this.#slow.values[i] as number)
    if (i >= this.#start) this.#sum += macd
    const isKnown = i === this.#seeded
    this.#signal = this.#sum / (this.#seeded - this.#start + 1)
    this.#out.macd.values[i] = macd
    this.#out.signal.values[i] = isKnown ? this.#signal : Number.NaN
    this.#out.histogram.values[i] = isKnown ? macd - this.#signal : Number.NaN
  }
}
