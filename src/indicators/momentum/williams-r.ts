import { integer } from '../../core/params.ts'
import type { Bars } from '../../market/bars.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'
import { type ExtremeWindows, extremeWindows } from '../parts/extreme-windows.ts'

/**
 * Williams %R (L. Williams, 1973): how far the close lies below the highest high of `period` bars, in percent of their
 * range, -100 to 0. A range of 0 counts as -100, as in Stock.Indicators and as in our stochastic, which is this + 100
 * (Tulip gives 0).
 */
export const williamsR = defineIndicator({
  name: 'williamsR',
  title: 'Williams %R',
  about:
    '-100 x (highest high - close) / (highest high - lowest low) over period bars, the newest included; -100 when that range is 0.',
  params: { period: integer(14, { min: 1, max: 5000 }) },
  lines: ['williamsR'],
  takesSource: false,
  warmup: ({ period }) => ({ williamsR: period - 1 }),
  create: ({ bars, lines }, { period }, out) => new WilliamsR(bars, extremeWindows(bars, lines, period), out.williamsR),
})

class WilliamsR implements Indicator {
  readonly #bars: Bars
  readonly #windows: ExtremeWindows
  readonly #out: Column

  constructor(bars: Bars, windows: ExtremeWindows, out: Column) {
    this.#bars = bars
    this.#windows = windows
    this.#out = out
  }

  extend(from: number, to: number): void {
    const close = this.#bars.close
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
      out[i] = top === bottom ? -100 : (100 * ((close[i] as number) - top)) / (top - bottom)
    }
  }
}
