import { choice, integer } from '../../core/params.ts'
import { ema } from '../averages/ema.ts'
import { defineIndicator } from '../indicator.ts'
import { WeightedSum } from '../parts/weighted-sum.ts'
import { adl } from './adl.ts'

/**
 * Chaikin oscillator: EMA(fast) - EMA(slow) of the accumulation/distribution line, in units of volume. Both averages are seeded by the
 * mean of their first values (as in Stock.Indicators), or by the first one (as in Tulip). M. Chaikin.
 */
export const chaikinOscillator = defineIndicator({
  name: 'chaikinOscillator',
  title: 'Chaikin oscillator',
  about: 'EMA(fast) - EMA(slow) of the accumulation/distribution line; seeds as in ema.',
  params: {
    fast: integer(3, { min: 1, max: 5000 }),
    slow: integer(10, { min: 1, max: 5000 }),
    seed: choice('mean', 'first'),
  },
  lines: ['chaikinOscillator'],
  takesSource: false,
  warmup: ({ fast, slow, seed }) => ({ chaikinOscillator: seed === 'first' ? 0 : Math.max(fast, slow) - 1 }),
  create: ({ lines }, { fast, slow, seed }, out) => {
    const line = lines(adl, {}).adl
    return new WeightedSum(
      [
        { weight: 1, line: lines(ema, { period: fast, seed }, line).ema },
        { weight: -1, line: lines(ema, { period: slow, seed }, line).ema },
      ],
      out.chaikinOscillator,
    )
  },
})
