import { integer, number } from '../../core/params.ts'
import { sma } from '../averages/sma.ts'
import { defineIndicator } from '../indicator.ts'
import { Bands } from '../parts/bands.ts'
import { stdev } from './stdev.ts'

/**
 * Bollinger bands: the simple mean of the last `period` prices, and `deviations` standard deviations above and below it.
 * The deviation is that of the population (`ddof` 0), as J. Bollinger defines it; 1 gives the sample form.
 */
export const bollinger = defineIndicator({
  name: 'bollinger',
  title: 'Bollinger bands',
  about:
    'middle = SMA(period); upper and lower = middle ± deviations x standard deviation (population unless ddof is 1).',
  params: {
    period: integer(20, { min: 2, max: 5000 }),
    deviations: number(2, { min: 0, max: 20 }),
    ddof: integer(0, { min: 0, max: 1 }),
  },
  lines: ['middle', 'upper', 'lower'],
  takesSource: true,
  warmup: ({ period }) => ({ middle: period - 1, upper: period - 1, lower: period - 1 }),
  share: ({ lines }, { period }) => ({ middle: lines(sma, { period }).sma }),
  create: ({ lines }, { period, ddof, deviations }, out) =>
    new Bands(out, lines(stdev, { period, ddof }).stdev.column, deviations),
})
