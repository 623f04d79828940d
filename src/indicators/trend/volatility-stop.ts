import { integer, number } from '../../core/params.ts'
import type { Bars } from '../../market/bars.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'
import { atr } from '../volatility/atr.ts'

/**
 * Volatility stop: `multiple` average true ranges of the bar before, below the highest close of an uptrend or above the lowest close
 * of a downtrend. Both are known before the bar; a close beyond the stop turns the trend, which starts from that close.
 * `stop` of a bar is the stop that was in force during it, as in Stock.Indicators; `direction` is the trend after its close, 1 up
 * and -1 down, so it changes on the bar that was stopped.
 * The first trend is a guess: up when the close of bar `period` - 1 is above that of bar 0. Stock.Indicators leaves it out up to its
 * end; here its values are given. J. W. Wilder (volatility system), New Concepts in Technical Trading Systems, 1978.
 */
export const volatilityStop = defineIndicator({
  name: 'volatilityStop',
  title: 'Volatility stop',
  about:
    'stop = highest close of the uptrend - multiple x previous ATR(period), or lowest close of the downtrend + the same; a close beyond it turns the trend. direction is the trend after the close: 1 up, -1 down. The first trend is a guess from the first period closes.',
  params: { period: integer(7, { min: 1, max: 5000 }), multiple: number(3, { min: 0.1, max: 50 }) },
  lines: ['stop', 'direction'],
  takesSource: false,
  warmup: ({ period }) => ({ stop: period + 1, direction: period + 1 }),
  create: ({ bars, lines }, { period, multiple }, out) =>
    new VolatilityStop(bars, lines(atr, { period }).atr.column, out, { period, multiple }),
})

type Out = Readonly<Record<'stop' | 'direction', Column>>

class VolatilityStop implements Indicator {
  readonly #bars: Bars
  readonly #atr: Column
  readonly #out: Out
  readonly #period: number
  readonly #multiple: number
  #best = 0.5
  #side = 1

  constructor(bars: Bars, atr: Column, out: Out, { period, multiple }: { period: number; multiple: number }) {
    this.#bars = bars
    this.#atr = atr
    this.#out = out
    this.#period = period
    this.#multiple = multiple
  }

  extend(from: number, to: number): void {
    const first = this.#period + 1
    const stop = this.#out.stop.values
    const direction = this.#out.direction.values
    const start = Math.min(to, first)
    if (from < start) for (const values of [stop, direction]) values.fill(Number.NaN, from, start)
    if (from <= first && to > first) this.#guess()
    const close = this.#bars.close
    const atr = this.#atr.values
    const multiple = this.#multiple
    let best = this.#best
    let side = this.#side
    for (let i = Math.max(from, start); i < to; i++) {
      const newest = close[i] as number
      const level = best - side * multiple * (atr[i - 1] as number)
      const isStopped = (newest - level) * side < 0
      if (isStopped) side = -side
      if (isStopped || (newest - best) * side > 0) best = newest
      stop[i] = level
      direction[i] = side
    }
    this.#best = best
    this.#side = side
  }

  /** The trend of the bars before the first stop. */
  #guess(): void {
    const closes = this.#bars.close.subarray(0, this.#period + 1)
    const isUp = (closes[this.#period - 1] as number) > (closes[0] as number)
    this.#side = isUp ? 1 : -1
    this.#best = closes.reduce((best, price) => (isUp ? Math.max(best, price) : Math.min(best, price)))
  }
}
