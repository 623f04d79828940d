import { integer } from '../../core/params.ts'
import { ema } from '../averages/ema.ts'
import { defineIndicator, type Inputs, type SourceColumn } from '../indicator.ts'
import { ExponentialAverage } from './exponential-average.ts'

/** An EMA that starts as what its source is after `period` values, an indicator of its own so that it can be averaged like any other. */
const laterAverage = defineIndicator({
  name: 'later-average',
  title: 'Exponential moving average with a late start',
  about: 'value += (price - value) * 2 / (period + 1); seeded by price number period.',
  params: { period: integer(20, { min: 1, max: 5000 }) },
  lines: ['average'],
  takesSource: true,
  warmup: ({ period }) => ({ average: period - 1 }),
  create: ({ source: { column, warmup } }, { period }, lines) =>
    new ExponentialAverage({ column, warmup: warmup + period - 1 }, lines.average, {
      period,
      seed: 'first',
      weight: 2 / (period + 1),
    }),
})

/**
 * The EMA of an EMA. With `seed: 'mean'` it starts as the mean of the first `period` values of that one; with `seed: 'first'`, where
 * that one has values from the first bar on, as its value number `period`, as in Tulip. Either way it starts period - 1 bars later.
 */
export function averageAgain(
  lines: Inputs['lines'],
  { period, seed }: { readonly period: number; readonly seed: 'mean' | 'first' },
  average: SourceColumn,
): SourceColumn {
  return seed === 'mean' ? lines(ema, { period, seed }, average).ema : lines(laterAverage, { period }, average).average
}
