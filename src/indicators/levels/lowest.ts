import { integer } from '../../core/params.ts'
import { defineIndicator, type IndicatorDefinition } from '../indicator.ts'
import { coveringWindow, RollingLowest } from '../parts/rolling-extreme.ts'

const params = { period: integer(20, { min: 1, max: 5000 }) }

/** The lowest of the last `period` prices, the newest included. */
export const lowest: IndicatorDefinition<typeof params, 'lowest'> = defineIndicator({
  name: 'lowest',
  title: 'Lowest price',
  about: 'The lowest of the last period prices, the newest included.',
  params,
  lines: ['lowest'],
  takesSource: true,
  warmup: ({ period }) => ({ lowest: period - 1 }),
  create: ({ source, lines }, { period }, out) => {
    const windowLength = coveringWindow(period)
    const window = windowLength === 1 ? source : lines(lowest, { period: windowLength }).lowest
    return new RollingLowest({ window, windowLength, period }, out.lowest)
  },
})
