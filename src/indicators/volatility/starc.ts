import { integer, number } from '../../core/params.ts'
import { sma } from '../averages/sma.ts'
import { defineIndicator } from '../indicator.ts'
import { Bands } from '../parts/bands.ts'
import { atr } from './atr.ts'

/**
 * Stoller average range channel (M. Stoller, 1980s): the simple mean of the close, and `multiple` average true ranges above and
 * below it. The range is Wilder's average, as in Stock.Indicators.
 */
export const starc = defineIndicator({
  name: 'starc',
  title: 'STARC bands',
  about: 'middle = SMA(period) of the close; upper and lower = middle ± multiple x ATR(atrPeriod).',
  params: {
    period: integer(5, { min: 1, max: 5000 }),
    multiple: number(2, { min: 0, max: 20 }),
    atrPeriod: integer(10, { min: 1, max: 5000 }),
  },
  lines: ['middle', 'upper', 'lower'],
  takesSource: false,
  warmup: ({ period, atrPeriod }) => {
    const band = Math.max(period - 1, atrPeriod)
    return { middle: period - 1, upper: band, lower: band }
  },
  share: ({ lines }, { period }) => ({ middle: lines(sma, { period }).sma }),
  create: ({ lines }, { multiple, atrPeriod }, out) =>
    new Bands(out, lines(atr, { period: atrPeriod }).atr.column, multiple),
})
