import { integer } from '../../core/params.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'
import { price } from '../levels/price.ts'
import { RollingShare } from '../parts/rolling-share.ts'

/** The turnover of the bars by whether their typical price rose, an indicator of its own so that others can add it up. */
const turnover = defineIndicator({
  name: 'turnover',
  title: 'Turnover of rising bars',
  about: 'Typical price x volume: moving where the typical price changed and 0 elsewhere, rising where it rose.',
  params: {},
  lines: ['moving', 'rising'],
  takesSource: false,
  warmup: () => ({ moving: 1, rising: 1 }),
  create: ({ bars, lines }, _params, out) =>
    new Turnover(lines(price, { of: 'hlc3' }).price.column, bars.volumeColumn, out),
})

/**
 * Money flow index: like an RSI of turnover. 100 x the turnover (typical price x volume) of the last `period` bars whose typical price
 * rose, over that of those where it changed; 50 when there was none. G. Quong and A. Soudack, 1989.
 */
export const mfi = defineIndicator({
  name: 'mfi',
  title: 'Money flow index',
  about:
    '100 x sum of (high + low + close) / 3 x volume of the last period bars where that price rose, over the same sum of bars where it rose or fell; 50 when that is 0.',
  params: { period: integer(14, { min: 1, max: 5000 }) },
  lines: ['mfi'],
  takesSource: false,
  warmup: ({ period }) => ({ mfi: period }),
  create: ({ lines }, { period }, out) => {
    const { rising, moving } = lines(turnover, {})
    return new RollingShare(rising, moving, out.mfi, { period, scale: 100, least: 0, none: 50 })
  },
})

class Turnover implements Indicator {
  readonly #price: Column
  readonly #volume: Column
  readonly #out: Readonly<Record<'moving' | 'rising', Column>>

  constructor(price: Column, volume: Column, out: Readonly<Record<'moving' | 'rising', Column>>) {
    this.#price = price
    this.#volume = volume
    this.#out = out
  }

  extend(from: number, to: number): void {
    const price = this.#price.values
    const volume = this.#volume.values
    const moving = this.#out.moving.values
    const rising = this.#out.rising.values
    if (from === 0 && to > 0) moving[0] = rising[0] = Number.NaN
    for (let i = Math.max(from, 1); i < to; i++) {
      const now = price[i] as number
      const before = price[i - 1] as number
      const flow = now * (volume[i] as number)
      moving[i] = now === before ? 0 : flow
      rising[i] = now > before ? flow : 0
    }
  }
}
