import { choice, integer, number, type ParamSpecs } from '../../core/params.ts'
import { defineIndicator, type IndicatorDefinition } from '../indicator.ts'
import { Bands } from '../parts/bands.ts'
import { dema } from './dema.ts'
import { ema } from './ema.ts'
import { epma } from './epma.ts'
import { hma } from './hma.ts'
import { rma } from './rma.ts'
import { sma } from './sma.ts'
import { tema } from './tema.ts'
import { wma } from './wma.ts'

const choices = ['sma', 'ema', 'wma', 'rma', 'dema', 'tema', 'hma', 'epma'] as const
type Average = (typeof choices)[number]

/** Each has a period, and one line of its own name. */
const averages = { sma, ema, wma, rma, dema, tema, hma, epma } as unknown as Readonly<
  Record<Average, IndicatorDefinition<ParamSpecs, Average>>
>

/**
 * Moving average envelope: an average of the price, seeded by a mean where it needs a seed, and one line `percent` percent of it
 * above and one below.
 */
export const envelope = defineIndicator({
  name: 'envelope',
  title: 'Moving average envelope',
  about:
    'middle = average(period), seeded by a mean where it needs a seed; upper and lower = middle x (1 ± percent / 100).',
  params: {
    period: integer(20, { min: 2, max: 5000 }),
    percent: number(2.5, { min: 0, max: 100 }),
    average: choice(...choices),
  },
  lines: ['middle', 'upper', 'lower'],
  takesSource: true,
  warmup: ({ period, average }) => {
    const bars = averages[average].warmup({ period, seed: 'mean' })[average]
    return { middle: bars, upper: bars, lower: bars }
  },
  share: ({ lines }, { period, average }) => ({ middle: lines(averages[average], { period })[average] }),
  create: (_inputs, { percent }, out) => new Bands(out, out.middle, percent / 100),
})
