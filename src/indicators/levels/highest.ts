import { integer } from '../../core/params.ts'
import { defineIndicator, type IndicatorDefinition } from '../indicator.ts'
import { coveringWindow, RollingHighest } from '../parts/rolling-extreme.ts'

const params = { period: integer(20, { min: 1, max: 5000 }) }

/** The highest of the last `period` prices, the newest included. */
export const highest: IndicatorDefinition<typeof params, 'highest'> = defineIndicator({
  name: 'highest',
  title: 'Highest price',
  about: 'The highest of the last period prices, the newest included.',
  params,
  lines: ['highest'],
  takesSource: true,
  warmup: ({ period }) => ({ highest: period - 1 }),
  create: ({ source, lines }, { period }, out) => {
    const windowLength = coveringWindow(period)
    const window = windowLength === 1 ? source : lines(highest, { period: windowLength }).highest
    return new RollingHighest({ window, windowLength, period }, out.highest)
  },
})
