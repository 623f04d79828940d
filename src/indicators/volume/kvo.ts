import { integer } from '../../core/params.ts'
import type { Bars } from '../../market/bars.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'
import { macd } from '../momentum/macd.ts'

/** Klinger's volume force, an indicator of its own so that its averages are such as of any other. */
const volumeForce = defineIndicator({
  name: 'volume-force',
  title: 'Volume force',
  about: '100 x trend x volume x |2 (range / range summed up over the trend - 1)|; 0 when that sum is 0.',
  params: {},
  lines: ['force'],
  takesSource: false,
  warmup: () => ({ force: 2 }),
  create: ({ bars }, _params, out) => new VolumeForce(bars, out.force),
})

/**
 * Klinger volume oscillator: EMA(fast) - EMA(slow) of the volume force, and the EMA of that as its signal. The trend of a bar is up
 * when high + low + close is above that of the bar before and down otherwise. The ranges (high - low) are summed up while the trend
 * lasts; when it turns, the sum begins with the range of the bar before. All averages are seeded by the mean of their first values, and
 * a range equal to its sum gives no force, as in Stock.Indicators. S. J. Klinger, 1997.
 */
export const kvo = defineIndicator({
  name: 'kvo',
  title: 'Klinger volume oscillator',
  about:
    'oscillator = EMA(fast) - EMA(slow) of 100 x trend x volume x |2 (range / sum - 1)|, trend +1 when high + low + close rose and -1 otherwise, range = high - low, sum = ranges since the bar before the trend turned (0 when it equals the range); signal = EMA(signal). All EMAs seeded by the mean.',
  params: {
    fast: integer(34, { min: 1, max: 5000 }),
    slow: integer(55, { min: 1, max: 5000 }),
    signal: integer(13, { min: 1, max: 5000 }),
  },
  lines: ['oscillator', 'signal'],
  takesSource: false,
  warmup: ({ fast, slow, signal }) => {
    const oscillator = Math.max(fast, slow) + 1
    return { oscillator, signal: oscillator + signal - 1 }
  },
  share: ({ lines }, { fast, slow, signal }) => {
    const force = lines(volumeForce, {}).force
    const averages = lines(macd, { fast, slow, signal, seed: 'mean' }, force)
    return { oscillator: averages.macd, signal: averages.signal }
  },
})

class VolumeForce implements Indicator {
  readonly #bars: Bars
  readonly #out: Column
  /** Sum of the ranges of the trend; 1 is up, -1 down, and 0 before the first. */
  #sum = 0.5
  #trend = 0

  constructor(bars: Bars, out: Column) {
    this.#bars = bars
    this.#out = out
    this.#sum = 0
  }

  extend(from: number, to: number): void {
    const { high, low, close, volume } = this.#bars
    const out = this.#out.values
    if (from < 2) out.fill(Number.NaN, from, Math.min(to, 2))
    let sum = this.#sum
    let trend = this.#trend
    for (let i = Math.max(from, 1); i < to; i++) {
      const top = high[i] as number
      const bottom = low[i] as number
      const range = top - bottom
      const rangeBefore = (high[i - 1] as number) - (low[i - 1] as number)
      const isUp = top + bottom + (close[i] as number) > sumOfPrices(high, low, close, i - 1)
      const direction = isUp ? 1 : -1
      if (i === 1) {
        trend = direction
        continue
      }
      sum = direction === trend ? sum + range : rangeBefore + range
      trend = direction
      const force = sum === 0 || sum === range ? 0 : Math.abs(2 * (range / sum - 1))
      out[i] = (volume[i] as number) * force * trend * 100
    }
    this.#sum = sum
    this.#trend = trend
  }
}

function sumOfPrices(high: Float64Array, low: Float64Array, close: Float64Array, i: number): number {
  return (high[i] as number) + (low[i] as number) + (close[i] as number)
}
