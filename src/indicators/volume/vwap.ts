import { choice } from '../../core/params.ts'
import type { Bars } from '../../market/bars.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'

/**
 * Volume-weighted average price: the sum of typical price x volume over the sum of volume since the session began. The typical
 * price is (high + low + close) / 3. A session is a UTC day (by the open time of the bar), or all bars. Until the session has
 * seen volume, the value is the typical price of the bar.
 */
export const vwap = defineIndicator({
  name: 'vwap',
  title: 'Volume-weighted average price',
  about:
    'Sum of (high + low + close) / 3 x volume over the sum of volume since the start of the UTC day, or since the first bar (session all). The typical price itself until there is volume.',
  params: { session: choice('day', 'all') },
  lines: ['vwap'],
  takesSource: false,
  warmup: () => ({ vwap: 0 }),
  create: ({ bars }, { session }, lines) =>
    new Vwap(bars, lines.vwap, session === 'day' ? DAY_MS : Number.POSITIVE_INFINITY),
})

const DAY_MS = 86_400_000

class Vwap implements Indicator {
  readonly #bars: Bars
  readonly #out: Column
  readonly #sessionMs: number
  #sessionEnd = 0.5
  #turnover = 0.5
  #volume = 0.5

  constructor(bars: Bars, out: Column, sessionMs: number) {
    this.#bars = bars
    this.#out = out
    this.#sessionMs = sessionMs
    this.#sessionEnd = Number.NEGATIVE_INFINITY
  }

  extend(from: number, to: number): void {
    const { time, high, low, close, volume } = this.#bars
    const out = this.#out.values
    let turnover = this.#turnover
    let total = this.#volume
    let sessionEnd = this.#sessionEnd
    for (let i = from; i < to; i++) {
      if ((time[i] as number) >= sessionEnd) {
        sessionEnd = (Math.floor((time[i] as number) / this.#sessionMs) + 1) * this.#sessionMs
        turnover = 0
        total = 0
      }
      const typical = ((high[i] as number) + (low[i] as number) + (close[i] as number)) / 3
      turnover += typical * (volume[i] as number)
      total += volume[i] as number
      out[i] = total > 0 ? turnover / total : typical
    }
    this.#turnover = turnover
    this.#volume = total
    this.#sessionEnd = sessionEnd
  }
}
