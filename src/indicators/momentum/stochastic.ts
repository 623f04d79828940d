import { integer } from '../../core/params.ts'
import type { Bars } from '../../market/bars.ts'
import type { Column } from '../../market/column.ts'
import { sma } from '../averages/sma.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'
import { type ExtremeWindows, extremeWindows } from '../parts/extreme-windows.ts'

/** %K before smoothing, an indicator of its own so that k and d can be averages like any other. */
const rawStochastic = defineIndicator({
  name: 'raw-stochastic',
  title: 'Place of the close in its range',
  about: '100 x (close - lowest low) / (highest high - lowest low); 0 when the range is 0.',
  params: { period: integer(14, { min: 1, max: 5000 }) },
  lines: ['raw'],
  takesSource: false,
  warmup: ({ period }) => ({ raw: period - 1 }),
  create: ({ bars, lines }, { period }, out) => new RawStochastic(bars, extremeWindows(bars, lines, period), out.raw),
})

/**
 * Slow stochastic oscillator (G. Lane): the place of the close between the lowest low and the highest high of `period` bars,
 * 0 to 100; k is its simple mean over `smooth` bars, d the simple mean of k over `signal` bars. A range of 0 counts as 0, as in
 * Stock.Indicators and Tulip.
 */
export const stochastic = defineIndicator({
  name: 'stochastic',
  title: 'Stochastic oscillator',
  about:
    'k = SMA(smooth) of 100 x (close - lowest low) / (highest high - lowest low) over period bars, 0 when that range is 0; d = SMA(signal) of k.',
  params: {
    period: integer(14, { min: 1, max: 5000 }),
    smooth: integer(3, { min: 1, max: 500 }),
    signal: integer(3, { min: 1, max: 500 }),
  },
  lines: ['k', 'd'],
  takesSource: false,
  warmup: ({ period, smooth, signal }) => ({ k: period + smooth - 2, d: period + smooth + signal - 3 }),
  share: ({ lines }, { period, smooth, signal }) => {
    const k = lines(sma, { period: smooth }, lines(rawStochastic, { period }).raw).sma
    return { k, d: lines(sma, { period: signal }, k).sma }
  },
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
