import type { Bars } from '../../market/bars.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'
import { price } from '../levels/price.ts'

/**
 * Heikin-Ashi candles, which smooth the bars: the close is the mean of the four prices of the bar, the open the middle of the
 * body of the candle before, and high and low reach to whatever is outermost. The first open is the middle of the first bar's
 * own body. Known in Japan since the 18th century; D. Valcu, Technical Analysis of Stocks & Commodities, February 2004.
 */
export const heikinAshi = defineIndicator({
  name: 'heikinAshi',
  title: 'Heikin-Ashi candles',
  about:
    'close = (open + high + low + close) / 4; open = (open + close of the candle before) / 2, of the first bar (open + close) / 2; high = highest of high, open and close, low = lowest of low, open and close.',
  params: {},
  lines: ['close', 'open', 'high', 'low'],
  takesSource: false,
  warmup: () => ({ close: 0, open: 0, high: 0, low: 0 }),
  share: ({ lines }) => ({ close: lines(price, { of: 'ohlc4' }).price }),
  create: ({ bars }, _params, out) => new HeikinAshi(bars, out),
})

class HeikinAshi implements Indicator {
  readonly #bars: Bars
  readonly #lines: Readonly<Record<'open' | 'high' | 'low' | 'close', Column>>

  constructor(bars: Bars, lines: Readonly<Record<'open' | 'high' | 'low' | 'close', Column>>) {
    this.#bars = bars
    this.#lines = lines
  }

  extend(from: number, to: number): void {
    if (from >= to) return
    const { high, low } = this.#bars
    const opens = this.#lines.open.values
    const highs = this.#lines.high.values
    const lows = this.#lines.low.values
    const closes = this.#lines.close.values
    let open = this.#openOf(from)
    for (let i = from; i < to; i++) {
      const close = closes[i] as number
      opens[i] = open
      highs[i] = Math.max(high[i] as number, open, close)
      lows[i] = Math.min(low[i] as number, open, close)
      open = (open + close) * 0.5
    }
  }

  #openOf(i: number): number {
    const { open, close } = this.#bars
    if (i === 0) return ((open[0] as number) + (close[0] as number)) * 0.5
    return ((this.#lines.open.values[i - 1] as number) + (this.#lines.close.values[i - 1] as number)) * 0.5
  }
}
