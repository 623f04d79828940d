import { choice, integer } from '../../core/params.ts'
import type { Bars } from '../../market/bars.ts'
import type { Column } from '../../market/column.ts'
import { ema } from '../averages/ema.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'

/**
 * Elder-ray (A. Elder, 1989): how far the high and the low of the bar lie above the exponential average of the close.
 */
export const elderRay = defineIndicator({
  name: 'elderRay',
  title: 'Elder-ray index',
  about: 'bullPower = high - EMA(period) of the close, bearPower = low - that EMA; seeds as in ema.',
  params: { period: integer(13, { min: 1, max: 5000 }), seed: choice('mean', 'first') },
  lines: ['bullPower', 'bearPower'],
  takesSource: false,
  warmup: (params) => {
    const { ema: bars } = ema.warmup(params)
    return { bullPower: bars, bearPower: bars }
  },
  create: ({ bars, lines }, params, out) => new ElderRay(bars, lines(ema, params).ema.column, out),
})

type Out = Readonly<Record<'bullPower' | 'bearPower', Column>>

class ElderRay implements Indicator {
  readonly #bars: Bars
  readonly #average: Column
  readonly #out: Out

  constructor(bars: Bars, average: Column, out: Out) {
    this.#bars = bars
    this.#average = average
    this.#out = out
  }

  extend(from: number, to: number): void {
    const { high, low } = this.#bars
    const averages = this.#average.values
    const bull = this.#out.bullPower.values
    const bear = this.#out.bearPower.values
    for (let i = from; i < to; i++) {
      const average = averages[i] as number
      bull[i] = (high[i] as number) - average
      bear[i] = (low[i] as number) - average
    }
  }
}
