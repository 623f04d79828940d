import { integer, number } from '../../core/params.ts'
import { epma } from '../averages/epma.ts'
import { defineIndicator } from '../indicator.ts'
import { Bands } from '../parts/bands.ts'
import { stdev } from './stdev.ts'

/**
 * Standard deviation channels around the regression line of the last `period` prices: at each bar the end point of the line that was
 * known then. The deviation is that of the prices around their mean (population), not around the line, as in Stock.Indicators, which
 * cuts the file into windows from its last bar backwards and draws whole lines, so it looks ahead: the two agree at the last bar of
 * each of its windows.
 */
export const stdevChannels = defineIndicator({
  name: 'stdevChannels',
  title: 'Standard deviation channels',
  about:
    'middle = end point of the least-squares line through the last period prices (EPMA); upper and lower = middle ± multiple x population standard deviation of these prices.',
  params: { period: integer(20, { min: 2, max: 5000 }), multiple: number(2, { min: 0, max: 20 }) },
  lines: ['middle', 'upper', 'lower'],
  takesSource: true,
  warmup: ({ period }) => ({ middle: period - 1, upper: period - 1, lower: period - 1 }),
  share: ({ lines }, { period }) => ({ middle: lines(epma, { period }).epma }),
  create: ({ lines }, { period, multiple }, out) =>
    new Bands(out, lines(stdev, { period, ddof: 0 }).stdev.column, multiple),
})
