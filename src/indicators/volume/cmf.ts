import { integer } from '../../core/params.ts'
import { defineIndicator } from '../indicator.ts'
import { moneyFlow } from '../parts/money-flow.ts'
import { RollingShare } from '../parts/rolling-share.ts'

/**
 * Chaikin money flow: the money flow volume of the last `period` bars over their volume, from -1 (all closed at their low) to 1
 * (all at their high). 0 when none of them had any volume. M. Chaikin.
 */
export const cmf = defineIndicator({
  name: 'cmf',
  title: 'Chaikin money flow',
  about:
    'Sum of volume x ((close - low) - (high - close)) / (high - low) over the sum of volume of the last period bars; a bar without range counts 0; 0 when that volume is 0.',
  params: { period: integer(20, { min: 1, max: 5000 }) },
  lines: ['cmf'],
  takesSource: false,
  warmup: ({ period }) => ({ cmf: period - 1 }),
  create: ({ bars, lines }, { period }, out) => {
    const volume = { column: bars.volumeColumn, warmup: 0 }
    const options = { period, scale: 1, least: -1, none: 0 } as const
    return new RollingShare(lines(moneyFlow, {}).flow, volume, out.cmf, options)
  },
})
