import { choice, integer, number } from '../../core/params.ts'
import { ema } from '../averages/ema.ts'
import { defineIndicator } from '../indicator.ts'
import { Bands } from '../parts/bands.ts'
import { atr } from './atr.ts'

/**
 * Keltner channel in the form of L. Raschke, as on TradingView and in Stock.Indicators: an EMA of the price, and `multiple`
 * average true ranges above and below it.
 */
export const keltner = defineIndicator({
  name: 'keltner',
  title: 'Keltner channel',
  about: 'middle = EMA(period); upper and lower = middle ± multiple x ATR(atrPeriod).',
  params: {
    period: integer(20, { min: 1, max: 5000 }),
    multiple: number(2, { min: 0, max: 20 }),
    atrPeriod: integer(10, { min: 1, max: 5000 }),
    seed: choice('mean', 'first'),
  },
  lines: ['middle', 'upper', 'lower'],
  takesSource: false,
  warmup: ({ period, atrPeriod, seed }) => {
    const middle = seed === 'first' ? 0 : period - 1
    const band = Math.max(middle, atrPeriod)
    return { middle, upper: band, lower: band }
  },
  share: ({ lines }, { period, seed }) => ({ middle: lines(ema, { period, seed }).ema }),
  create: ({ lines }, { multiple, atrPeriod }, out) =>
    new Bands(out, lines(atr, { period: atrPeriod }).atr.column, multiple),
})
