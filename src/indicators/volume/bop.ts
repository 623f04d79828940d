import { integer } from '../../core/params.ts'
import type { Bars } from '../../market/bars.ts'
import type { Column } from '../../market/column.ts'
import { sma } from '../averages/sma.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'

/** The balance of one bar, an indicator of its own so that its average is one like any other. */
const rawBalance = defineIndicator({
  name: 'raw-balance',
  title: 'Balance of power of one bar',
  about: '(close - open) / (high - low); 0 when the bar has no range.',
  params: {},
  lines: ['balance'],
  takesSource: false,
  warmup: () => ({ balance: 0 }),
  create: ({ bars }, _params, out) => new RawBalance(bars, out.balance),
})

/**
 * Balance of power: how far bars went from open to close, as a share of their range, as the mean of the last `smooth` bars; from -1
 * (sellers pushed the price from high to low) to 1. I. Livshin, 2001. 1 is not smoothed, as in TA-Lib and Tulip.
 */
export const bop = defineIndicator({
  name: 'bop',
  title: 'Balance of power',
  about: 'SMA(smooth) of (close - open) / (high - low), which is 0 for a bar without range.',
  params: { smooth: integer(14, { min: 1, max: 5000 }) },
  lines: ['bop'],
  takesSource: false,
  warmup: ({ smooth }) => ({ bop: smooth - 1 }),
  share: ({ lines }, { smooth }) => ({ bop: lines(sma, { period: smooth }, lines(rawBalance, {}).balance).sma }),
})

class RawBalance implements Indicator {
  readonly #bars: Bars
  readonly #out: Column

  constructor(bars: Bars, out: Column) {
    this.#bars = bars
    this.#out = out
  }

  extend(from: number, to: number): void {
    const { open, high, low, close } = this.#bars
    const out = this.#out.values
    for (let i = from; i < to; i++) {
      const range = (high[i] as number) - (low[i] as number)
      out[i] = range === 0 ? 0 : ((close[i] as number) - (open[i] as number)) / range
    }
  }
}
