import { integer } from '../../core/params.ts'
import type { Column } from '../../market/column.ts'
import { sma } from '../averages/sma.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'
import { type ExtremeWindows, extremeWindows } from '../parts/extreme-windows.ts'
import { tr } from '../volatility/tr.ts'

/**
 * Choppiness index: 100 x log10(sum of the true ranges / (highest high - lowest low)) / log10(period), all over `period` bars
 * that have a true range. Low in a straight trend, near 100 when the market goes nowhere; a gap just before the window can lift
 * it above 100. A range of 0 counts as 100. The sum, never less than the range by its nature, is not let below it by rounding.
 * E. W. Dreiss, 1993.
 */
export const choppiness = defineIndicator({
  name: 'choppiness',
  title: 'Choppiness index',
  about:
    '100 x log10(sum of true ranges / (highest high - lowest low)) / log10(period) over period bars; 100 when that range is 0.',
  params: { period: integer(14, { min: 2, max: 5000 }) },
  lines: ['choppiness'],
  takesSource: false,
  warmup: ({ period }) => ({ choppiness: period }),
  create: ({ bars, lines }, { period }, out) => {
    const mean = lines(sma, { period }, lines(tr, {}).tr).sma.column
    return new Choppiness(mean, extremeWindows(bars, lines, period), out.choppiness, period)
  },
})

class Choppiness implements Indicator {
  readonly #meanRange: Column
  readonly #windows: ExtremeWindows
  readonly #out: Column
  readonly #period: number

  constructor(meanRange: Column, windows: ExtremeWindows, out: Column, period: number) {
    this.#meanRange = meanRange
    this.#windows = windows
    this.#out = out
    this.#period = period
  }

  extend(from: number, to: number): void {
    const period = this.#period
    const meanRange = this.#meanRange.values
    const highs = this.#windows.highs.values
    const lows = this.#windows.lows.values
    const { shift } = this.#windows
    const out = this.#out.values
    const start = Math.min(to, period)
    if (from < start) out.fill(Number.NaN, from, start)
    const scale = 100 / Math.log10(period)
    for (let i = Math.max(from, start); i < to; i++) {
      const top = Math.max(highs[i - shift] as number, highs[i] as number)
      const bottom = Math.min(lows[i - shift] as number, lows[i] as number)
      const range = top - bottom
      const sum = Math.max((meanRange[i] as number) * period, range)
      out[i] = range === 0 ? 100 : scale * Math.log10(sum / range)
    }
  }
}
