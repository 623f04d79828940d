import { integer } from '../../core/params.ts'
import type { Bars } from '../../market/bars.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'
import { newestHighest, newestLowest } from '../parts/newest-extreme.ts'

/**
 * Aroon: how long ago the highest high and the lowest low of the last `period` + 1 bars were, as 100 x (period - bars since) /
 * period. Of equal extremes the newest counts, as in TA-Lib and Tulip. The oscillator is up - down. T. Chande, 1995.
 */
export const aroon = defineIndicator({
  name: 'aroon',
  title: 'Aroon',
  about:
    'up = 100 x (period - bars since the highest high) / period and down the same of the lowest low, over period + 1 bars, the newest of equal ones; oscillator = up - down.',
  params: { period: integer(25, { min: 1, max: 5000 }) },
  lines: ['up', 'down', 'oscillator'],
  takesSource: false,
  warmup: ({ period }) => ({ up: period, down: period, oscillator: period }),
  create: ({ bars }, { period }, lines) => new Aroon(bars, lines, period),
})

type Out = Readonly<Record<'up' | 'down' | 'oscillator', Column>>

/** Remembers the bars of both extremes and searches the window again only when one has left it. */
class Aroon implements Indicator {
  readonly #bars: Bars
  readonly #out: Out
  readonly #period: number
  #top = -1
  #bottom = -1

  constructor(bars: Bars, out: Out, period: number) {
    this.#bars = bars
    this.#out = out
    this.#period = period
  }

  extend(from: number, to: number): void {
    const { high, low } = this.#bars
    const up = this.#out.up.values
    const down = this.#out.down.values
    const oscillator = this.#out.oscillator.values
    const period = this.#period
    const start = Math.min(to, period)
    if (from < start) for (const values of [up, down, oscillator]) values.fill(Number.NaN, from, start)
    const scale = 100 / period
    let top = this.#top
    let bottom = this.#bottom
    for (let i = Math.max(from, start); i < to; i++) {
      const first = i - period
      if (top < first) top = newestHighest(high, first, i)
      else if ((high[i] as number) >= (high[top] as number)) top = i
      if (bottom < first) bottom = newestLowest(low, first, i)
      else if ((low[i] as number) <= (low[bottom] as number)) bottom = i
      up[i] = scale * (top - first)
      down[i] = scale * (bottom - first)
      oscillator[i] = scale * (top - bottom)
    }
    this.#top = top
    this.#bottom = bottom
  }

  forget(count: number): void {
    this.#top -= count
    this.#bottom -= count
  }
}
