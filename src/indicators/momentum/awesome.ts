import { integer } from '../../core/params.ts'
import type { Column } from '../../market/column.ts'
import { sma } from '../averages/sma.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'
import { price } from '../levels/price.ts'

/**
 * Awesome oscillator (B. Williams, New Trading Dimensions, 1998): a fast less a slow mean of the middle of the bar,
 * (high + low) / 2. `normalised` is the same in percent of the middle of the newest bar, as in Stock.Indicators: it
 * works at any price level.
 */
export const awesome = defineIndicator({
  name: 'awesome',
  title: 'Awesome oscillator',
  about:
    'oscillator = SMA(fast) - SMA(slow) of (high + low) / 2; normalised = 100 x oscillator / ((high + low) / 2), 0 when that is 0.',
  params: { fast: integer(5, { min: 1, max: 5000 }), slow: integer(34, { min: 1, max: 5000 }) },
  lines: ['oscillator', 'normalised'],
  takesSource: false,
  warmup: ({ fast, slow }) => {
    const bars = Math.max(fast, slow) - 1
    return { oscillator: bars, normalised: bars }
  },
  create: ({ lines }, { fast, slow }, out) => {
    const middle = lines(price, { of: 'hl2' }).price
    const mean = (period: number): Column => lines(sma, { period }, middle).sma.column
    return new Awesome({ middle: middle.column, fast: mean(fast), slow: mean(slow) }, out)
  },
})

type In = Readonly<Record<'middle' | 'fast' | 'slow', Column>>
type Out = Readonly<Record<'oscillator' | 'normalised', Column>>

class Awesome implements Indicator {
  readonly #in: In
  readonly #out: Out

  constructor(lines: In, out: Out) {
    this.#in = lines
    this.#out = out
  }

  extend(from: number, to: number): void {
    const middles = this.#in.middle.values
    const fast = this.#in.fast.values
    const slow = this.#in.slow.values
    const oscillator = this.#out.oscillator.values
    const normalised = this.#out.normalised.values
    for (let i = from; i < to; i++) {
      const difference = (fast[i] as number) - (slow[i] as number)
      const middle = middles[i] as number
      oscillator[i] = difference
      // Before the warm-up the difference is NaN, and so is the quotient, also of a middle of 0.
      normalised[i] = (100 * difference) / (middle === 0 ? Number.POSITIVE_INFINITY : middle)
    }
  }
}
