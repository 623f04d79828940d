import { integer } from '../../core/params.ts'
import { sma } from '../averages/sma.ts'
import { defineIndicator } from '../indicator.ts'
import { rawStochastic } from '../parts/raw-stochastic.ts'

/**
 * Slow stochastic oscillator (G. Lane): the place of the close between the lowest low and the highest high of `period` bars,
 * 0 to 100; k is its simple mean over `smooth` bars, d the simple mean of k over `signal` bars. A range of 0 counts as 0, as in
 * Stock.Indicators and Tulip.
 */
export const stochastic = defineIndicator({
  name: 'stochastic',
  title: 'Stochastic oscillator',
  about:
    'k = SMA(smooth) of 100 x (close - lowest low) / (highest high - lowest low) over period bars, 0 when that range is 0; d = SMA(signal) of k.',
  params: {
    period: integer(14, { min: 1, max: 5000 }),
    smooth: integer(3, { min: 1, max: 500 }),
    signal: integer(3, { min: 1, max: 500 }),
  },
  lines: ['k', 'd'],
  takesSource: false,
  warmup: ({ period, smooth, signal }) => ({ k: period + smooth - 2, d: period + smooth + signal - 3 }),
  share: ({ lines }, { period, smooth, signal }) => {
    const k = lines(sma, { period: smooth }, lines(rawStochastic, { period }).raw).sma
    return { k, d: lines(sma, { period: signal }, k).sma }
  },
})
