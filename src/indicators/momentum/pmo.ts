import { integer } from '../../core/params.ts'
import { ema } from '../averages/ema.ts'
import { defineIndicator } from '../indicator.ts'
import { ExponentialAverage } from '../parts/exponential-average.ts'
import { percentChange } from '../parts/percent-change.ts'
import { WeightedSum } from '../parts/weighted-sum.ts'

/** The exponential average of the PMO, which is not an EMA: its weight is 2 / period. */
const twoOverPeriod = defineIndicator({
  name: 'two-over-period',
  title: 'Exponential average of weight 2 / period',
  about: 'value += (price - value) x 2 / period; seeded by the mean of the first period prices.',
  params: { period: integer(20, { min: 2, max: 5000 }) },
  lines: ['average'],
  takesSource: true,
  warmup: ({ period }) => ({ average: period - 1 }),
  create: ({ source }, { period }, out) =>
    new ExponentialAverage(source, out.average, { period, seed: 'mean', weight: 2 / period }),
})

/** The oscillator, an indicator of its own so that its signal is an average like any other. */
const smoothedChange = defineIndicator({
  name: 'smoothed-change',
  title: 'Price momentum oscillator',
  about: '10 x the average of the average of the change over one bar in percent.',
  params: { period: integer(35, { min: 2, max: 5000 }), smooth: integer(20, { min: 2, max: 5000 }) },
  lines: ['change'],
  takesSource: true,
  warmup: ({ period, smooth }) => ({ change: period + smooth - 1 }),
  create: ({ lines }, { period, smooth }, out) => {
    const once = lines(twoOverPeriod, { period }, lines(percentChange, { period: 1 }).change).average
    return new WeightedSum([{ weight: 10, line: lines(twoOverPeriod, { period: smooth }, once).average }], out.change)
  },
})

/**
 * Price momentum oscillator (C. Swenlin, DecisionPoint): the change over one bar in percent, averaged twice with the
 * weights 2 / `period` and 2 / `smooth`, times 10; `signal` is its EMA. All are seeded by the mean of their first
 * values, as in Stock.Indicators.
 */
export const pmo = defineIndicator({
  name: 'pmo',
  title: 'Price momentum oscillator',
  about:
    'pmo = 10 x A(smooth) of A(period) of the change over one bar in percent (0 from 0), A(n): value += (x - value) x 2 / n; signal = EMA(signal) of pmo. Each is seeded by the mean of its first values.',
  params: { ...smoothedChange.params, signal: integer(10, { min: 1, max: 5000 }) },
  lines: ['pmo', 'signal'],
  takesSource: true,
  warmup: ({ period, smooth, signal }) => ({ pmo: period + smooth - 1, signal: period + smooth + signal - 2 }),
  share: ({ lines }, { period, smooth, signal }) => {
    const { change } = lines(smoothedChange, { period, smooth })
    return { pmo: change, signal: lines(ema, { period: signal, seed: 'mean' }, change).ema }
  },
})
