import { choice, integer } from '../../core/params.ts'
import { defineIndicator } from '../indicator.ts'
import { ExponentialAverage } from '../parts/exponential-average.ts'

/**
 * Exponential moving average: value += (price - value) * 2 / (period + 1).
 * The first value is the simple mean of the first `period` prices (`seed: 'mean'`, as in Stock.Indicators and TA-Lib), or the
 * first price itself (`seed: 'first'`, which has a value from the first bar on).
 */
export const ema = defineIndicator({
  name: 'ema',
  title: 'Exponential moving average',
  about:
    'value += (price - value) * 2 / (period + 1); seeded by the mean of the first period prices, or by the first price.',
  params: { period: integer(20, { min: 1, max: 5000 }), seed: choice('mean', 'first') },
  lines: ['ema'],
  takesSource: true,
  warmup: ({ period, seed }) => ({ ema: seed === 'first' ? 0 : period - 1 }),
  create: ({ source }, { period, seed }, lines) =>
    new ExponentialAverage(source, lines.ema, { period, seed, weight: 2 / (period + 1) }),
})
