import { integer } from '../../core/params.ts'
import { defineIndicator } from '../indicator.ts'
import { ExponentialAverage } from '../parts/exponential-average.ts'

/**
 * Wilder's moving average (RMA, SMMA): value += (price - value) / period, seeded by the mean of the first `period` prices.
 * J. W. Wilder, New Concepts in Technical Trading Systems, 1978.
 */
export const rma = defineIndicator({
  name: 'rma',
  title: "Wilder's moving average",
  about: 'value += (price - value) / period; seeded by the mean of the first period prices. Also called SMMA.',
  params: { period: integer(14, { min: 1, max: 5000 }) },
  lines: ['rma'],
  takesSource: true,
  warmup: ({ period }) => ({ rma: period - 1 }),
  create: ({ source }, { period }, lines) =>
    new ExponentialAverage(source, lines.rma, { period, seed: 'mean', weight: 1 / period }),
})
