import { choice, integer } from '../../core/params.ts'
import { defineIndicator } from '../indicator.ts'
import { averageAgain } from '../parts/average-again.ts'
import { WeightedSum } from '../parts/weighted-sum.ts'
import { ema } from './ema.ts'

/**
 * Double exponential moving average: 2 x EMA - EMA of that EMA, which lags less than an EMA of the same period. Both are seeded by
 * the mean of their first `period` values (`seed: 'mean'`), or the first by the first price and the second by value number `period`
 * of the first (`seed: 'first'`, as in Tulip). P. G. Mulloy, Technical Analysis of Stocks & Commodities, 1994.
 */
export const dema = defineIndicator({
  name: 'dema',
  title: 'Double exponential moving average',
  about:
    '2 x EMA(period) - EMA(period) of that EMA. Each is seeded by the mean of its first period values (seed mean); or the first by the first price and the second by value number period of the first (seed first).',
  params: { period: integer(20, { min: 1, max: 5000 }), seed: choice('mean', 'first') },
  lines: ['dema'],
  takesSource: true,
  warmup: ({ period }) => ({ dema: 2 * (period - 1) }),
  create: ({ source, lines }, params, out) => {
    const once = lines(ema, params).ema
    const terms = [
      { weight: 2, line: once },
      { weight: -1, line: averageAgain(lines, params, once) },
    ]
    return new WeightedSum(terms, out.dema, source.warmup + 2 * (params.period - 1))
  },
})
