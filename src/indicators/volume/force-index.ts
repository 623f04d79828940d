import { integer } from '../../core/params.ts'
import type { Bars } from '../../market/bars.ts'
import type { Column } from '../../market/column.ts'
import { ema } from '../averages/ema.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'

/** The force of one bar, an indicator of its own so that its average is one like any other. */
const rawForce = defineIndicator({
  name: 'raw-force',
  title: 'Force of one bar',
  about: '(close - close one bar before) x volume.',
  params: {},
  lines: ['force'],
  takesSource: false,
  warmup: () => ({ force: 1 }),
  create: ({ bars }, _params, out) => new RawForce(bars, out.force),
})

/**
 * Force index: the EMA of the change of the close times the volume, seeded by the mean of the first `period` values.
 * A. Elder, Trading for a Living, 1993, reads it over 2 bars for entries and over 13 for the trend.
 */
export const forceIndex = defineIndicator({
  name: 'forceIndex',
  title: 'Force index',
  about: 'EMA(period) of (close - close one bar before) x volume, seeded by the mean of the first period values.',
  params: { period: integer(13, { min: 1, max: 5000 }) },
  lines: ['forceIndex'],
  takesSource: false,
  warmup: ({ period }) => ({ forceIndex: period }),
  share: ({ lines }, { period }) => ({
    forceIndex: lines(ema, { period, seed: 'mean' }, lines(rawForce, {}).force).ema,
  }),
})

class RawForce implements Indicator {
  readonly #bars: Bars
  readonly #out: Column

  constructor(bars: Bars, out: Column) {
    this.#bars = bars
    this.#out = out
  }

  extend(from: number, to: number): void {
    const { close, volume } = this.#bars
    const out = this.#out.values
    if (from === 0 && to > 0) out[0] = Number.NaN
    for (let i = Math.max(from, 1); i < to; i++)
      out[i] = ((close[i] as number) - (close[i - 1] as number)) * (volume[i] as number)
  }
}
