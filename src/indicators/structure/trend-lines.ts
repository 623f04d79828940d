import { integer } from '../../core/params.ts'
import type { Bars } from '../../market/bars.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'
import type { SwingLines } from './parts/turns.ts'
import { swings } from './swings.ts'

/**
 * Trend lines: the straight line through the last two known swing highs, and that through the last two known swing lows, drawn on to
 * the current bar; the slopes are per bar. Until there are two, the first bar stands for the older one: a line is level at its high
 * (low) before the first swing is known.
 */
export const trendLines = defineIndicator({
  name: 'trendLines',
  title: 'Trend lines',
  about:
    'upper = last swing high + upperSlope x bars since it, upperSlope = (last - previous swing high) / bars between them; lower the same of swing lows. Known once right bars after the swing have closed; the first bar stands for a missing swing, and the line is level while none is known.',
  params: { left: integer(5, { min: 1, max: 1000 }), right: integer(5, { min: 1, max: 1000 }) },
  lines: ['upper', 'lower', 'upperSlope', 'lowerSlope'],
  takesSource: false,
  warmup: ({ left, right }) => {
    const first = left + right
    return { upper: first, lower: first, upperSlope: first, lowerSlope: first }
  },
  create: ({ bars, lines }, { left, right }, out) => {
    const found = lines(swings, { left, right })
    return new TrendLines({ bars, swings: found, left, right }, out)
  },
})

interface TrendInputs {
  readonly bars: Bars
  readonly swings: SwingLines
  readonly left: number
  readonly right: number
}

type Out = Readonly<Record<'upper' | 'lower' | 'upperSlope' | 'lowerSlope', Column>>

class TrendLines implements Indicator {
  readonly #upper: SwingLine
  readonly #lower: SwingLine

  constructor({ bars, swings, left, right }: TrendInputs, out: Out) {
    const start = left + right
    const { high, low, highAge, lowAge } = swings
    const tops = { seed: bars.highColumn, prices: high.column, ages: highAge.column, right, start }
    const bottoms = { seed: bars.lowColumn, prices: low.column, ages: lowAge.column, right, start }
    this.#upper = new SwingLine(tops, out.upper, out.upperSlope)
    this.#lower = new SwingLine(bottoms, out.lower, out.lowerSlope)
  }

  extend(from: number, to: number): void {
    this.#upper.extend(from, to)
    this.#lower.extend(from, to)
  }

  forget(count: number): void {
    this.#upper.forget(count)
    this.#lower.forget(count)
  }
}

interface SwingInputs {
  /** What stands for the first swing: the first bar's value. */
  readonly seed: Column
  readonly prices: Column
  readonly ages: Column
  /** The age of a swing when it becomes known. */
  readonly right: number
  readonly start: number
}

/** The line through the last two swings of one kind. */
class SwingLine implements Indicator {
  readonly #in: SwingInputs
  readonly #line: Column
  readonly #slopes: Column
  #price = 0.5
  #slope = 0.5
  #at = 0

  constructor(inputs: SwingInputs, line: Column, slopes: Column) {
    this.#in = inputs
    this.#line = line
    this.#slopes = slopes
    this.#slope = 0
  }

  extend(from: number, to: number): void {
    if (from === 0 && to > 0) this.#price = this.#in.seed.values[0] as number
    const start = Math.min(to, this.#in.start)
    const line = this.#line.values
    const slopes = this.#slopes.values
    if (from < start) {
      line.fill(Number.NaN, from, start)
      slopes.fill(Number.NaN, from, start)
    }
    const prices = this.#in.prices.values
    const ages = this.#in.ages.values
    const { right } = this.#in
    let price = this.#price
    let slope = this.#slope
    let at = this.#at
    for (let i = Math.max(from, start); i < to; i++) {
      if (ages[i] === right) {
        const swing = prices[i] as number
        slope = (swing - price) / (i - right - at)
        price = swing
        at = i - right
      }
      slopes[i] = slope
      line[i] = price + slope * (i - at)
    }
    this.#price = price
    this.#slope = slope
    this.#at = at
  }

  forget(count: number): void {
    this.#at -= count
  }
}
