import { integer } from '../../core/params.ts'
import { defineIndicator } from '../indicator.ts'
import { Middle } from '../parts/middle.ts'
import { highest } from './highest.ts'
import { lowest } from './lowest.ts'

/**
 * Donchian channel: the highest high and the lowest low of the last `period` bars, and their mean. The newest bar is included,
 * as on TradingView and in TA-Lib; for a breakout compare the close with the channel one bar before (Stock.Indicators leaves
 * the newest bar out, so its channel at a bar is ours of the bar before).
 */
export const donchian = defineIndicator({
  name: 'donchian',
  title: 'Donchian channel',
  about: 'Highest high, lowest low and their mean over the last period bars, the newest included.',
  params: { period: integer(20, { min: 1, max: 5000 }) },
  lines: ['upper', 'middle', 'lower'],
  takesSource: false,
  warmup: ({ period }) => ({ upper: period - 1, middle: period - 1, lower: period - 1 }),
  share: ({ bars, lines }, { period }) => ({
    upper: lines(highest, { period }, { column: bars.highColumn, warmup: 0 }).highest,
    lower: lines(lowest, { period }, { column: bars.lowColumn, warmup: 0 }).lowest,
  }),
  create: (_inputs, _params, { upper, middle, lower }) => new Middle(upper, lower, middle),
})
