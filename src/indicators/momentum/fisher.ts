import { integer } from '../../core/params.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'
import { highest } from '../levels/highest.ts'
import { lowest } from '../levels/lowest.ts'
import { price } from '../levels/price.ts'

/**
 * Fisher transform (J. F. Ehlers, Technical Analysis of Stocks & Commodities, November 2002) of the middle price (high + low) / 2.
 * Its place p between the lowest and the highest of the last `period` middle prices, 0 to 1, is smoothed to
 * x = 0.66 (p - 0.5) + 0.67 x of the bar before; beyond ±0.99 it counts as ±0.999, and as 0 when the range is 0. Then
 * fisher = 0.5 ln((1 + x) / (1 - x)) + 0.5 fisher of the bar before. It starts at 0 with the first bar, and until there are
 * `period` bars the window is as long as the bars there are, as in Stock.Indicators. trigger is fisher of the bar before.
 */
export const fisher = defineIndicator({
  name: 'fisher',
  title: 'Fisher transform',
  about:
    'x = 0.66 (p - 0.5) + 0.67 x before, p being the place of (high + low) / 2 in its range of period bars, beyond ±0.99 taken as ±0.999, 0 when the range is 0; fisher = 0.5 ln((1 + x) / (1 - x)) + 0.5 fisher before, 0 at the first bar; trigger = fisher one bar before.',
  params: { period: integer(10, { min: 1, max: 5000 }) },
  lines: ['fisher', 'trigger'],
  takesSource: false,
  warmup: () => ({ fisher: 0, trigger: 1 }),
  create: ({ lines }, { period }, out) => {
    const middle = lines(price, { of: 'hl2' }).price
    const top = lines(highest, { period }, middle).highest.column
    const bottom = lines(lowest, { period }, middle).lowest.column
    return new Fisher({ middle: middle.column, top, bottom }, out, period)
  },
})

type Window = Readonly<Record<'middle' | 'top' | 'bottom', Column>>

class Fisher implements Indicator {
  readonly #window: Window
  readonly #out: Readonly<Record<'fisher' | 'trigger', Column>>
  readonly #period: number
  #top = 0.5
  #bottom = 0.5
  #place = 0.5
  #value = 0.5

  constructor(window: Window, out: Readonly<Record<'fisher' | 'trigger', Column>>, period: number) {
    this.#window = window
    this.#out = out
    this.#period = period
    this.#top = Number.NEGATIVE_INFINITY
    this.#bottom = Number.POSITIVE_INFINITY
    this.#place = this.#value = 0
  }

  extend(from: number, to: number): void {
    const middle = this.#window.middle.values
    const tops = this.#window.top.values
    const bottoms = this.#window.bottom.values
    const out = this.#out.fisher.values
    const trigger = this.#out.trigger.values
    const full = this.#period - 1
    let top = this.#top
    let bottom = this.#bottom
    let place = this.#place
    let value = this.#value
    for (let i = from; i < to; i++) {
      const price = middle[i] as number
      top = i < full ? Math.max(top, price) : (tops[i] as number)
      bottom = i < full ? Math.min(bottom, price) : (bottoms[i] as number)
      place = top > bottom ? 0.66 * ((price - bottom) / (top - bottom) - 0.5) + 0.67 * place : 0
      if (place > 0.99) place = 0.999
      else if (place < -0.99) place = -0.999
      trigger[i] = i === 0 ? Number.NaN : value
      value = i === 0 ? 0 : 0.5 * Math.log((1 + place) / (1 - place)) + 0.5 * value
      out[i] = value
    }
    this.#top = top
    this.#bottom = bottom
    this.#place = place
    this.#value = value
  }
}
