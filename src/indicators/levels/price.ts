import { choice } from '../../core/params.ts'
import type { Bars } from '../../market/bars.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator, type SourceColumn } from '../indicator.ts'

/** A price of the bar, to choose what another indicator reads: hl2 is (high + low) / 2, hlc3 the typical price. */
export const price = defineIndicator({
  name: 'price',
  title: 'Price of the bar',
  about:
    'open, high, low or close, or a mean: hl2 = (high + low) / 2, hlc3 = (high + low + close) / 3, ohlc4 of all four.',
  params: { of: choice('close', 'open', 'high', 'low', 'hl2', 'hlc3', 'ohlc4') },
  lines: ['price'],
  takesSource: false,
  warmup: () => ({ price: 0 }),
  share: ({ bars }, { of }): { price?: SourceColumn } => {
    const column = { open: bars.openColumn, high: bars.highColumn, low: bars.lowColumn, close: bars.closeColumn }
    return of in column ? { price: { column: column[of as keyof typeof column], warmup: 0 } } : {}
  },
  create: ({ bars }, { of }, lines) => new MeanPrice(bars, lines.price, of),
})

class MeanPrice implements Indicator {
  readonly #bars: Bars
  readonly #out: Column
  readonly #opens: number
  readonly #closes: number

  constructor(bars: Bars, out: Column, of: string) {
    this.#bars = bars
    this.#out = out
    this.#opens = of === 'ohlc4' ? 1 : 0
    this.#closes = of === 'hl2' ? 0 : 1
  }

  extend(from: number, to: number): void {
    const { open, high, low, close } = this.#bars
    const out = this.#out.values
    const opens = this.#opens
    const closes = this.#closes
    const terms = 2 + opens + closes
    for (let i = from; i < to; i++) {
      const sum = opens * (open[i] as number) + (high[i] as number) + (low[i] as number) + closes * (close[i] as number)
      out[i] = sum / terms
    }
  }
}
