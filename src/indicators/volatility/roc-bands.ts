import { integer } from '../../core/params.ts'
import type { Column } from '../../market/column.ts'
import { ema } from '../averages/ema.ts'
import { sma } from '../averages/sma.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'
import { roc as rateOfChange } from '../momentum/roc.ts'
import { stdev } from './stdev.ts'

/**
 * Rate of change with bands: roc is the change over `period` bars in percent, 0 when the price to divide by is 0, and rocEma its
 * exponential average. The bands lie at plus and minus the root of the mean square of roc over `bandPeriod` bars: its size
 * around 0, not around its mean. V. Apirine, Technical Analysis of Stocks & Commodities, March 2021; the values are those of
 * Stock.Indicators.
 */
export const rocBands = defineIndicator({
  name: 'rocBands',
  title: 'Rate of change with bands',
  about:
    'roc = 100 x (price / price period bars before - 1), 0 when that price is 0; rocEma = EMA(smooth) of roc, seeded by a mean; upper and lower = ± root of the mean of roc squared over bandPeriod bars.',
  params: {
    period: integer(20, { min: 1, max: 5000 }),
    smooth: integer(5, { min: 1, max: 5000 }),
    bandPeriod: integer(5, { min: 2, max: 5000 }),
  },
  lines: ['roc', 'rocEma', 'upper', 'lower'],
  takesSource: true,
  warmup: ({ period, smooth, bandPeriod }) => ({
    roc: period,
    rocEma: period + smooth - 1,
    upper: period + bandPeriod - 1,
    lower: period + bandPeriod - 1,
  }),
  share: ({ lines }, { period, smooth }) => {
    const { roc } = lines(rateOfChange, { period })
    return { roc, rocEma: lines(ema, { period: smooth, seed: 'mean' }, roc).ema }
  },
  create: ({ lines }, { period, bandPeriod }, { upper, lower }) => {
    const { roc } = lines(rateOfChange, { period })
    const mean = lines(sma, { period: bandPeriod }, roc).sma.column
    const deviation = lines(stdev, { period: bandPeriod, ddof: 0 }, roc).stdev.column
    return new RootMeanSquare({ mean, deviation }, { upper, lower })
  },
})

/** The mean square is the squared mean plus the squared population deviation. */
class RootMeanSquare implements Indicator {
  readonly #in: Readonly<Record<'mean' | 'deviation', Column>>
  readonly #out: Readonly<Record<'upper' | 'lower', Column>>

  constructor(lines: Readonly<Record<'mean' | 'deviation', Column>>, out: Readonly<Record<'upper' | 'lower', Column>>) {
    this.#in = lines
    this.#out = out
  }

  extend(from: number, to: number): void {
    const means = this.#in.mean.values
    const deviations = this.#in.deviation.values
    const upper = this.#out.upper.values
    const lower = this.#out.lower.values
    for (let i = from; i < to; i++) {
      const mean = means[i] as number
      const deviation = deviations[i] as number
      const size = Math.sqrt(mean * mean + deviation * deviation)
      upper[i] = size
      lower[i] = -size
    }
  }
}
