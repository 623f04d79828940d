import { choice, integer } from '../../core/params.ts'
import { defineIndicator } from '../indicator.ts'
import { averageAgain } from '../parts/average-again.ts'
import { WeightedSum } from '../parts/weighted-sum.ts'
import { ema } from './ema.ts'

/**
 * Triple exponential moving average: 3 x EMA - 3 x EMA of that EMA + EMA of the second one. Each is seeded by the mean of its first
 * `period` values (`seed: 'mean'`), or the first by the first price and each other by value number `period` of the one before
 * (`seed: 'first'`, as in Tulip). P. G. Mulloy, Technical Analysis of Stocks & Commodities, 1994.
 */
export const tema = defineIndicator({
  name: 'tema',
  title: 'Triple exponential moving average',
  about:
    '3 x EMA(period) - 3 x EMA of that EMA + EMA of the second one. Each is seeded by the mean of its first period values (seed mean); or the first by the first price and each other by value number period of the one before (seed first).',
  params: { period: integer(20, { min: 1, max: 5000 }), seed: choice('mean', 'first') },
  lines: ['tema'],
  takesSource: true,
  warmup: ({ period }) => ({ tema: 3 * (period - 1) }),
  create: ({ source, lines }, params, out) => {
    const once = lines(ema, params).ema
    const twice = averageAgain(lines, params, once)
    const terms = [
      { weight: 3, line: once },
      { weight: -3, line: twice },
      { weight: 1, line: averageAgain(lines, params, twice) },
    ]
    return new WeightedSum(terms, out.tema, source.warmup + 3 * (params.period - 1))
  },
})
