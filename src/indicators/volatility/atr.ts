import { integer } from '../../core/params.ts'
import { defineIndicator } from '../indicator.ts'
import { ExponentialAverage } from '../parts/exponential-average.ts'
import { tr } from './tr.ts'

/**
 * Average true range: Wilder's average of the true range, seeded by the mean of the first `period` ranges, which begin at the
 * second bar. J. W. Wilder, New Concepts in Technical Trading Systems, 1978.
 */
export const atr = defineIndicator({
  name: 'atr',
  title: 'Average true range',
  about: 'value += (true range - value) / period; seeded by the mean of the first period true ranges.',
  params: { period: integer(14, { min: 1, max: 5000 }) },
  lines: ['atr'],
  takesSource: false,
  warmup: ({ period }) => ({ atr: period }),
  create: ({ lines }, { period }, out) =>
    new ExponentialAverage(lines(tr, {}).tr, out.atr, { period, seed: 'mean', weight: 1 / period }),
})
