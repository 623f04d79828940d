import { integer } from '../../core/params.ts'
import type { Bars } from '../../market/bars.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'
import { isPeak, isTrough } from './parts/peaks.ts'

/**
 * Swing highs and lows: a bar whose high is above each of the `left` highs before it and each of the `right` highs after it, and the
 * same of lows; an equal price undoes it. A swing counts from the close of the last bar on its right, so its age is `right` at the bar
 * on which it becomes known, at no other bar, and more after that. Nothing is drawn back.
 * Until a swing is known, the first bar stands for the last and the previous swing of either kind.
 * The fractal of B. Williams (Trading Chaos, 1995) with free spans, as the points of Stock.Indicators' pivots.
 */
export const swings = defineIndicator({
  name: 'swings',
  title: 'Swing highs and lows',
  about:
    'high = high of the newest bar above the left highs before it and the right highs after it, known when those have closed; low mirrored. Ages are bars since the swing bar; previousHigh and previousLow are the swings before. Until a swing is known the first bar stands for it.',
  params: { left: integer(5, { min: 1, max: 1000 }), right: integer(5, { min: 1, max: 1000 }) },
  lines: ['high', 'low', 'highAge', 'lowAge', 'previousHigh', 'previousLow'],
  keptOnDemand: ['previousHigh', 'previousLow'],
  takesSource: false,
  warmup: ({ left, right }) => {
    const first = left + right
    return { high: first, low: first, highAge: first, lowAge: first, previousHigh: first, previousLow: first }
  },
  create: ({ bars }, { left, right }, out) => new Swings(bars, out, { left, right }),
})

type Out = Readonly<Record<'high' | 'low' | 'highAge' | 'lowAge' | 'previousHigh' | 'previousLow', Column>>

class Swings implements Indicator {
  readonly #bars: Bars
  readonly #out: Out
  readonly #left: number
  readonly #right: number
  #high = 0.5
  #low = 0.5
  #previousHigh = 0.5
  #previousLow = 0.5
  #highAt = 0
  #lowAt = 0

  constructor(bars: Bars, out: Out, { left, right }: { left: number; right: number }) {
    this.#bars = bars
    this.#out = out
    this.#left = left
    this.#right = right
  }

  extend(from: number, to: number): void {
    if (from === 0 && to > 0) this.#seed()
    const start = Math.min(to, this.#left + this.#right)
    for (let i = from; i < start; i++) this.#blank(i)
    const highs = this.#bars.high
    const lows = this.#bars.low
    const out = this.#out
    const highOut = out.high.values
    const lowOut = out.low.values
    const highAge = out.highAge.values
    const lowAge = out.lowAge.values
    const highBefore = out.previousHigh.values
    const lowBefore = out.previousLow.values
    const highMask = out.previousHigh.mask
    const lowMask = out.previousLow.mask
    const left = this.#left
    const right = this.#right
    let high = this.#high
    let low = this.#low
    let previousHigh = this.#previousHigh
    let previousLow = this.#previousLow
    let highAt = this.#highAt
    let lowAt = this.#lowAt
    for (let i = Math.max(from, start); i < to; i++) {
      const p = i - right
      if (isPeak(highs, p, left, right)) {
        previousHigh = high
        high = highs[p] as number
        highAt = p
      }
      if (isTrough(lows, p, left, right)) {
        previousLow = low
        low = lows[p] as number
        lowAt = p
      }
      highOut[i] = high
      lowOut[i] = low
      highAge[i] = i - highAt
      lowAge[i] = i - lowAt
      highBefore[i & highMask] = previousHigh
      lowBefore[i & lowMask] = previousLow
    }
    this.#high = high
    this.#low = low
    this.#previousHigh = previousHigh
    this.#previousLow = previousLow
    this.#highAt = highAt
    this.#lowAt = lowAt
  }

  forget(count: number): void {
    this.#highAt -= count
    this.#lowAt -= count
  }

  #seed(): void {
    this.#high = this.#previousHigh = this.#bars.high[0] as number
    this.#low = this.#previousLow = this.#bars.low[0] as number
  }

  #blank(i: number): void {
    for (const { values, mask } of Object.values(this.#out)) values[i & mask] = Number.NaN
  }
}
