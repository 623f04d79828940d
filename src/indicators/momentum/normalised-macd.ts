import { choice, integer } from '../../core/params.ts'
import type { Column } from '../../market/column.ts'
import { ema } from '../averages/ema.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'
import { WeightedSum } from '../parts/weighted-sum.ts'

/** The distance of the averages, an indicator of its own so that its signal is an average like any other. */
const averageDistance = defineIndicator({
  name: 'average-distance',
  title: 'Distance of two averages in percent',
  about: '100 x (EMA(fast) - EMA(slow)) / EMA(slow); 0 when that is 0.',
  params: {
    fast: integer(12, { min: 1, max: 5000 }),
    slow: integer(26, { min: 1, max: 5000 }),
    seed: choice('mean', 'first'),
  },
  lines: ['distance'],
  takesSource: true,
  warmup: ({ fast, slow, seed }) => ({ distance: seed === 'first' ? 0 : Math.max(fast, slow) - 1 }),
  create: ({ lines }, { fast, slow, seed }, out) =>
    new AverageDistance(
      lines(ema, { period: fast, seed }).ema.column,
      lines(ema, { period: slow, seed }).ema.column,
      out.distance,
    ),
})

/**
 * MACD in percent of its slow average, also called percentage price oscillator (PPO): it compares markets and times of
 * any price level. All three averages are seeded alike: by the mean of their first values, or by the first value (as in
 * Tulip).
 */
export const normalisedMacd = defineIndicator({
  name: 'normalisedMacd',
  title: 'Normalised MACD',
  about:
    'normalisedMacd = 100 x (EMA(fast) - EMA(slow)) / EMA(slow), 0 when that is 0; signal = EMA(signal) of it, histogram = normalisedMacd - signal; seeds as in ema.',
  params: {
    fast: averageDistance.params.fast,
    slow: averageDistance.params.slow,
    signal: integer(9, { min: 1, max: 5000 }),
    seed: averageDistance.params.seed,
  },
  lines: ['normalisedMacd', 'signal', 'histogram'],
  takesSource: true,
  warmup: ({ signal, ...averages }) => {
    const { distance } = averageDistance.warmup(averages)
    const both = averages.seed === 'first' ? distance : distance + signal - 1
    return { normalisedMacd: distance, signal: both, histogram: both }
  },
  share: ({ lines }, { signal, ...averages }) => {
    const { distance } = lines(averageDistance, averages)
    return { normalisedMacd: distance, signal: lines(ema, { period: signal, seed: averages.seed }, distance).ema }
  },
  create: ({ lines }, { signal, ...averages }, { histogram }) => {
    const { distance } = lines(averageDistance, averages)
    const terms = [
      { weight: 1, line: distance },
      { weight: -1, line: lines(ema, { period: signal, seed: averages.seed }, distance).ema },
    ]
    return new WeightedSum(terms, histogram)
  },
})

class AverageDistance implements Indicator {
  readonly #fast: Column
  readonly #slow: Column
  readonly #out: Column

  constructor(fast: Column, slow: Column, out: Column) {
    this.#fast = fast
    this.#slow = slow
    this.#out = out
  }

  extend(from: number, to: number): void {
    const fast = this.#fast.values
    const slow = this.#slow.values
    const out = this.#out.values
    for (let i = from; i < to; i++) {
      const base = slow[i] as number
      // Where the fast one has no value yet a slow one of 0 shall not make one.
      out[i] = (100 * ((fast[i] as number) - base)) / (base === 0 ? Number.POSITIVE_INFINITY : base)
    }
  }
}
