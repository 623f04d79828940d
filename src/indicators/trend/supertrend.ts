import { integer, number } from '../../core/params.ts'
import type { Bars } from '../../market/bars.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'
import { atr } from '../volatility/atr.ts'

/**
 * Supertrend (O. Seban) as in Stock.Indicators: bands at `multiple` ATR around (high + low) / 2. The upper one only falls and
 * the lower one only rises, until the close before was beyond it. In an uptrend the line is the lower band, and a close at or
 * below it turns the trend; in a downtrend it is the upper band, and a close above it turns the trend.
 * The first trend is up when the close is not below (high + low) / 2. Direction is 1 up, -1 down (TradingView has them reversed).
 */
export const supertrend = defineIndicator({
  name: 'supertrend',
  title: 'Supertrend',
  about:
    'Trailing bands at multiple x ATR(period) around (high + low) / 2; the line is the lower band in an uptrend (direction 1) and the upper one in a downtrend (direction -1).',
  params: { period: integer(10, { min: 1, max: 5000 }), multiple: number(3, { min: 0.1, max: 50 }) },
  lines: ['supertrend', 'direction'],
  takesSource: false,
  warmup: ({ period }) => ({ supertrend: period, direction: period }),
  create: ({ bars, lines }, { period, multiple }, out) =>
    new Supertrend(bars, lines(atr, { period }).atr.column, out, { period, multiple }),
})

type Out = Readonly<Record<'supertrend' | 'direction', Column>>

class Supertrend implements Indicator {
  readonly #bars: Bars
  readonly #atr: Column
  readonly #out: Out
  readonly #seeded: number
  readonly #multiple: number
  #upper = 0.5
  #lower = 0.5
  #isUp = true

  constructor(bars: Bars, atr: Column, out: Out, { period, multiple }: { period: number; multiple: number }) {
    this.#bars = bars
    this.#atr = atr
    this.#out = out
    this.#seeded = period
    this.#multiple = multiple
  }

  extend(from: number, to: number): void {
    const start = Math.min(to, this.#seeded + 1)
    for (let i = from; i < start; i++) this.#seed(i)
    const { high, low, close } = this.#bars
    const atr = this.#atr.values
    const line = this.#out.supertrend.values
    const direction = this.#out.direction.values
    const multiple = this.#multiple
    let upper = this.#upper
    let lower = this.#lower
    let isUp = this.#isUp
    for (let i = Math.max(from, start); i < to; i++) {
      const centre = ((high[i] as number) + (low[i] as number)) * 0.5
      const distance = multiple * (atr[i] as number)
      const before = close[i - 1] as number
      const fall = upper - (centre + distance)
      const rise = centre - distance - lower
      // (|x| + x) / 2 is max(x, 0) without a branch, which no processor could predict here.
      upper = before > upper ? centre + distance : upper - (Math.abs(fall) + fall) * 0.5
      lower = before < lower ? centre - distance : lower + (Math.abs(rise) + rise) * 0.5
      isUp = (close[i] as number) > (isUp ? lower : upper)
      line[i] = isUp ? lower : upper
      direction[i] = isUp ? 1 : -1
    }
    this.#upper = upper
    this.#lower = lower
    this.#isUp = isUp
  }

  #seed(i: number): void {
    const { high, low, close } = this.#bars
    const centre = ((high[i] as number) + (low[i] as number)) * 0.5
    const distance = this.#multiple * (this.#atr.values[i] as number)
    this.#upper = centre + distance
    this.#lower = centre - distance
    this.#isUp = (close[i] as number) >= centre && (close[i] as number) > this.#lower
    const isKnown = i === this.#seeded
    this.#out.supertrend.values[i] = isKnown ? (this.#isUp ? this.#lower : this.#upper) : Number.NaN
    this.#out.direction.values[i] = isKnown ? (this.#isUp ? 1 : -1) : Number.NaN
  }
}
