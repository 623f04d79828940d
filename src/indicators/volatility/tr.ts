import type { Bars } from '../../market/bars.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'

/**
 * True range: the larger of the high and the close before, less the smaller of the low and the close before.
 * The first bar has no close before and so no value (as in Stock.Indicators and TA-Lib).
 * J. W. Wilder, New Concepts in Technical Trading Systems, 1978.
 */
export const tr = defineIndicator({
  name: 'tr',
  title: 'True range',
  about: 'max(high, previous close) - min(low, previous close); the first bar has none.',
  params: {},
  lines: ['tr'],
  keptOnDemand: ['tr'],
  takesSource: false,
  warmup: () => ({ tr: 1 }),
  create: ({ bars }, _params, lines) => new TrueRange(bars, lines.tr),
})

class TrueRange implements Indicator {
  readonly #bars: Bars
  readonly #out: Column

  constructor(bars: Bars, out: Column) {
    this.#bars = bars
    this.#out = out
  }

  extend(from: number, to: number): void {
    const { high, low, close } = this.#bars
    const { values: out, mask } = this.#out
    if (from === 0) out[0] = Number.NaN
    for (let i = Math.max(from, 1); i < to; i++) {
      const h = high[i] as number
      const l = low[i] as number
      const gapDown = (close[i - 1] as number) - h
      const gapUp = l - (close[i - 1] as number)
      // (|x| + x) / 2 is max(x, 0) without a branch, which no processor could predict here.
      const top = h + (Math.abs(gapDown) + gapDown) * 0.5
      const bottom = l - (Math.abs(gapUp) + gapUp) * 0.5
      out[i & mask] = top - bottom
    }
  }
}
