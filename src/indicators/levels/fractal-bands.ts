import { integer } from '../../core/params.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'
import { highest } from './highest.ts'
import { lowest } from './lowest.ts'

/**
 * Fractal chaos bands (E. W. Dreiss; the fractal is that of B. Williams, Trading Chaos, 1995): upper is the high of the newest
 * high fractal, lower the low of the newest low fractal. A high fractal is a bar whose high is above each of the `span` highs
 * before it and each of the `span` highs after it; an equal high undoes it. It counts from the close of the last of those bars
 * after it, `span` bars late, and is never drawn back. Until the first one, upper is the highest high and lower the lowest low
 * since the first bar, where Stock.Indicators has no value.
 */
export const fractalBands = defineIndicator({
  name: 'fractalBands',
  title: 'Fractal chaos bands',
  about:
    'upper = high of the newest bar whose high is above the span highs on either side of it, lower = low of the newest bar whose low is below those; known span bars after that bar, when its right side has closed. Before the first one: highest high and lowest low so far.',
  params: { span: integer(2, { min: 1, max: 1000 }) },
  lines: ['upper', 'lower'],
  takesSource: false,
  warmup: ({ span }) => ({ upper: 2 * span, lower: 2 * span }),
  create: ({ bars, lines }, { span }, out) => {
    const high = bars.highColumn
    const low = bars.lowColumn
    const top = lines(highest, { period: span }, { column: high, warmup: 0 }).highest.column
    const bottom = lines(lowest, { period: span }, { column: low, warmup: 0 }).lowest.column
    const upper = new FractalBand({ prices: high, extremes: top, span, side: 1 }, out.upper)
    const lower = new FractalBand({ prices: low, extremes: bottom, span, side: -1 }, out.lower)
    return {
      extend: (from, to) => {
        upper.extend(from, to)
        lower.extend(from, to)
      },
    }
  },
})

interface Side {
  readonly prices: Column
  /** The extreme of the last `span` prices. */
  readonly extremes: Column
  readonly span: number
  /** 1 looks for the highest, -1 for the lowest. */
  readonly side: number
}

class FractalBand implements Indicator {
  readonly #in: Side
  readonly #out: Column
  #band = 0.5
  #hasFractal = false

  constructor(side: Side, out: Column) {
    this.#in = side
    this.#out = out
    this.#band = Number.NEGATIVE_INFINITY
  }

  extend(from: number, to: number): void {
    const { span, side } = this.#in
    const prices = this.#in.prices.values
    const extremes = this.#in.extremes.values
    const out = this.#out.values
    let band = this.#band
    let hasFractal = this.#hasFractal
    for (let i = from; i < to; i++) {
      if (!hasFractal) band = Math.max(band, side * (prices[i] as number))
      if (i < 2 * span) {
        out[i] = Number.NaN
        continue
      }
      const peak = side * (prices[i - span] as number)
      const before = side * (extremes[i - span - 1] as number)
      const after = side * (extremes[i] as number)
      if (peak > before && peak > after) {
        band = peak
        hasFractal = true
      }
      out[i] = side * band
    }
    this.#band = band
    this.#hasFractal = hasFractal
  }
}
