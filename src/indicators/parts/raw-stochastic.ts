import { integer } from '../../core/params.ts'
import type { Bars } from '../../market/bars.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'
import { type ExtremeWindows, extremeWindows } from './extreme-windows.ts'

/** %K before smoothing, an indicator of its own so that others can go on from it: not in the catalogue. */
export const rawStochastic = defineIndicator({
  name: 'raw-stochastic',
  title: 'Place of the close in its range',
  about: '100 x (close - lowest low) / (highest high - lowest low); 0 when the range is 0.',
  params: { period: integer(14, { min: 1, max: 5000 }) },
  lines: ['raw'],
  takesSource: false,
  warmup: ({ period }) => ({ raw: period - 1 }),
  create: ({ bars, lines }, { period }, out) => new RawStochastic(bars, extremeWindows(bars, lines, period), out.raw),
})

class RawStochastic implements Indicator {
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
      // The tiny number makes 0 / 0 give 0 and is too small to change any other quotient.
      out[i] = (100 * ((close[i] as number) - bottom)) / (top - bottom + 1e-300)
    }
  }
}
