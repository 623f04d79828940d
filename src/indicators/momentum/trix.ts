import { choice, integer } from '../../core/params.ts'
import { ema } from '../averages/ema.ts'
import { defineIndicator } from '../indicator.ts'
import { averageAgain } from '../parts/average-again.ts'
import { percentChange } from '../parts/percent-change.ts'

/**
 * Triple exponential average (J. K. Hutson, Technical Analysis of Stocks & Commodities, 1983): how much the EMA of the
 * EMA of the EMA changed since the bar before, in percent of what it was; `signal` is the EMA of that. The averages are
 * seeded as in tema, the signal by the mean of its first values (`seed: 'mean'`) or by the first one.
 */
export const trix = defineIndicator({
  name: 'trix',
  title: 'Triple exponential average oscillator',
  about:
    'trix = change of EMA of EMA of EMA(period) over one bar in percent, 0 from 0; signal = EMA(signal) of trix. Each EMA is seeded by the mean of its first period values (seed mean); or the first by the first price, the next two by value number period of the one before, and the signal by the first trix (seed first).',
  params: {
    period: integer(15, { min: 1, max: 5000 }),
    signal: integer(9, { min: 1, max: 5000 }),
    seed: choice('mean', 'first'),
  },
  lines: ['trix', 'signal'],
  takesSource: true,
  warmup: ({ period, signal, seed }) => {
    const trix = 3 * (period - 1) + 1
    return { trix, signal: seed === 'first' ? trix : trix + signal - 1 }
  },
  share: ({ lines }, { period, signal, seed }) => {
    const twice = averageAgain(lines, { period, seed }, lines(ema, { period, seed }).ema)
    const thrice = averageAgain(lines, { period, seed }, twice)
    const trix = lines(percentChange, { period: 1 }, thrice).change
    return { trix, signal: lines(ema, { period: signal, seed }, trix).ema }
  },
})
