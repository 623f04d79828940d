import { integer } from '../../core/params.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'
import { type ExtremeWindows, extremeWindows } from '../parts/extreme-windows.ts'

/**
 * The mean of the highest high and the lowest low of the last `period` bars, the newest included.
 */
export const midpoint = defineIndicator({
  name: 'midpoint',
  title: 'Middle of the range',
  about: '(highest high + lowest low) / 2 over the last period bars, the newest included.',
  params: { period: integer(20, { min: 1, max: 5000 }) },
  lines: ['midpoint'],
  takesSource: false,
  warmup: ({ period }) => ({ midpoint: period - 1 }),
  create: ({ bars, lines }, { period }, out) => new Midpoint(extremeWindows(bars, lines, period), out.midpoint),
})

class Midpoint implements Indicator {
  readonly #windows: ExtremeWindows
  readonly #out: Column

  constructor(windows: ExtremeWindows, out: Column) {
    this.#windows = windows
    this.#out = out
  }

  extend(from: number, to: number): void {
    const highs = this.#windows.highs.values
    const lows = this.#windows.lows.values
    const out = this.#out.values
    const { shift } = this.#windows
    const start = Math.min(to, this.#windows.warmup)
    if (from < start) out.fill(Number.NaN, from, start)
    for (let i = Math.max(from, start); i < to; i++) {
      const isHighBefore = +((highs[i - shift] as number) > (highs[i] as number))
      const isLowBefore = +((lows[i - shift] as number) < (lows[i] as number))
      const top = highs[i - (shift & -isHighBefore)] as number
      const bottom = lows[i - (shift & -isLowBefore)] as number
      out[i] = (top + bottom) * 0.5
    }
  }
}
