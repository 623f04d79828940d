import { integer, number } from '../../core/params.ts'
import type { Column } from '../../market/column.ts'
import { sma } from '../averages/sma.ts'
import { wma } from '../averages/wma.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'
import { midpoint } from '../levels/midpoint.ts'
import { WeightedSum } from '../parts/weighted-sum.ts'
import { bollinger } from './bollinger.ts'
import { keltner } from './keltner.ts'

/** What the momentum is fitted to, an indicator of its own so that it can be averaged like any other. */
const squeezeDistance = defineIndicator({
  name: 'squeeze-distance',
  title: 'Distance to the middle of the market',
  about: 'close - ((highest high + lowest low) / 2 + SMA of the close) / 2, all over period bars.',
  params: { period: integer(20, { min: 1, max: 5000 }) },
  lines: ['distance'],
  takesSource: false,
  warmup: ({ period }) => ({ distance: period - 1 }),
  create: ({ bars, lines }, { period }, out) => {
    const terms = [
      { weight: 1, line: { column: bars.closeColumn, warmup: 0 } },
      { weight: -0.5, line: lines(midpoint, { period }).midpoint },
      { weight: -0.5, line: lines(sma, { period }).sma },
    ]
    return new WeightedSum(terms, out.distance)
  },
})

/**
 * Squeeze (J. Carter, Mastering the Trade, 2005). on is 1 while both Bollinger bands lie inside the Keltner channel, and 0
 * otherwise, also where bands touch, as they do when the price never moved. The Keltner channel is that of `keltner`: EMA and
 * ATR of `period` bars. momentum is the end, at the newest bar, of the least-squares line through the last `period` distances
 * d = close - (Donchian middle + SMA) / 2. That end is 3 WMA(d) - 2 SMA(d).
 */
export const squeeze = defineIndicator({
  name: 'squeeze',
  title: 'Squeeze',
  about:
    'on = 1 while SMA ± deviations x population deviation lies inside EMA ± multiple x ATR, all over period bars, else 0 (also when they touch); momentum = end of the least-squares line through the last period values of close - ((highest high + lowest low) / 2 + SMA) / 2.',
  params: {
    period: integer(20, { min: 2, max: 5000 }),
    deviations: number(2, { min: 0, max: 20 }),
    multiple: number(1.5, { min: 0, max: 20 }),
  },
  lines: ['momentum', 'on'],
  takesSource: false,
  warmup: ({ period }) => ({ momentum: 2 * period - 2, on: period }),
  create: ({ lines }, { period, deviations, multiple }, out) => {
    const { distance } = lines(squeezeDistance, { period })
    const terms = [
      { weight: 3, line: lines(wma, { period }, distance).wma },
      { weight: -2, line: lines(sma, { period }, distance).sma },
    ]
    const momentum = new WeightedSum(terms, out.momentum)
    const inner = lines(bollinger, { period, deviations })
    const outer = lines(keltner, { period, multiple, atrPeriod: period })
    const inside = new Inside(
      { upper: inner.upper.column, lower: inner.lower.column },
      { upper: outer.upper.column, lower: outer.lower.column },
      { out: out.on, warmup: period },
    )
    return {
      extend: (from, to) => {
        momentum.extend(from, to)
        inside.extend(from, to)
      },
    }
  },
})

type Channel = Readonly<Record<'upper' | 'lower', Column>>

class Inside implements Indicator {
  readonly #inner: Channel
  readonly #outer: Channel
  readonly #to: { readonly out: Column; readonly warmup: number }

  constructor(inner: Channel, outer: Channel, to: { readonly out: Column; readonly warmup: number }) {
    this.#inner = inner
    this.#outer = outer
    this.#to = to
  }

  extend(from: number, to: number): void {
    const [top, bottom] = [this.#inner.upper.values, this.#inner.lower.values]
    const [ceiling, floor] = [this.#outer.upper.values, this.#outer.lower.values]
    const out = this.#to.out.values
    const start = Math.min(to, this.#to.warmup)
    if (from < start) out.fill(Number.NaN, from, start)
    for (let i = Math.max(from, start); i < to; i++) {
      const isInside = (top[i] as number) < (ceiling[i] as number) && (bottom[i] as number) > (floor[i] as number)
      out[i] = +isInside
    }
  }
}
