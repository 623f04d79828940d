import { integer } from '../../core/params.ts'
import { defineIndicator } from '../indicator.ts'
import { slope } from '../momentum/slope.ts'
import { WeightedSum } from '../parts/weighted-sum.ts'
import { sma } from './sma.ts'

/**
 * End point moving average (least squares moving average, LSMA): where the regression line through the last `period` prices stands
 * at the newest bar. The line passes through their mean in the middle of the window, (period - 1) / 2 bars before.
 */
export const epma = defineIndicator({
  name: 'epma',
  title: 'End point moving average',
  about:
    'The height at the newest bar of the least-squares line through the last period prices: SMA + slope x (period - 1) / 2. Also called LSMA.',
  params: { period: integer(20, { min: 2, max: 5000 }) },
  lines: ['epma'],
  takesSource: true,
  warmup: ({ period }) => ({ epma: period - 1 }),
  create: ({ lines }, { period }, out) =>
    new WeightedSum(
      [
        { weight: 1, line: lines(sma, { period }).sma },
        { weight: (period - 1) / 2, line: lines(slope, { period }).slope },
      ],
      out.epma,
    ),
})
