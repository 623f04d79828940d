import { integer } from '../../core/params.ts'
import type { Bars } from '../../market/bars.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'
import { tr } from '../volatility/tr.ts'

/**
 * Average directional index with its two directional indicators. Directional movement and true range are Wilder sums
 * (sum += value - sum / period) that start with the plain sum of bars 1 to `period`; ADX is Wilder's average of
 * DX = 100 |+DI - -DI| / (+DI + -DI), seeded by the mean of its first `period` values. Where nothing moves, DI and DX are 0.
 * J. W. Wilder, New Concepts in Technical Trading Systems, 1978.
 */
export const adx = defineIndicator({
  name: 'adx',
  title: 'Average directional index',
  about:
    'Wilder sums of directional movement and true range give +DI and -DI; ADX is the Wilder average of 100 |+DI - -DI| / (+DI + -DI), seeded by the mean of its first period values. 0 where nothing moves.',
  params: { period: integer(14, { min: 1, max: 1000 }) },
  lines: ['adx', 'plusDi', 'minusDi'],
  keptOnDemand: ['plusDi', 'minusDi'],
  takesSource: false,
  warmup: ({ period }) => ({ adx: 2 * period - 1, plusDi: period, minusDi: period }),
  create: ({ bars, passing }, { period }, out) => new Adx(bars, passing(tr, {}), out, period),
})

type Out = Readonly<Record<'adx' | 'plusDi' | 'minusDi', Column>>

/** Added to a divisor that may be 0; far too small to change any other. */
const TINY = 1e-300

class Adx implements Indicator {
  readonly #bars: Bars
  readonly #range: Column
  readonly #out: Out
  readonly #period: number
  #rangeSum = 0.5
  #plusSum = 0.5
  #minusSum = 0.5
  #adx = 0.5

  constructor(bars: Bars, range: Column, out: Out, period: number) {
    this.#bars = bars
    this.#range = range
    this.#out = out
    this.#period = period
    this.#rangeSum = this.#plusSum = this.#minusSum = this.#adx = 0
  }

  extend(from: number, to: number): void {
    const seeded = Math.min(to, 2 * this.#period)
    for (let i = from; i < seeded; i++) this.#seed(i)
    const { high, low } = this.#bars
    const { values: range, mask: rangeMask } = this.#range
    const adxOut = this.#out.adx.values
    const { values: plusOut, mask: plusMask } = this.#out.plusDi
    const { values: minusOut, mask: minusMask } = this.#out.minusDi
    const share = 1 / this.#period
    const keep = 1 - share
    let rangeSum = this.#rangeSum
    let plusSum = this.#plusSum
    let minusSum = this.#minusSum
    let adx = this.#adx
    const start = Math.max(from, seeded)
    let lastHigh = high[start - 1] as number
    let lastLow = low[start - 1] as number
    for (let i = start; i < to; i++) {
      const up = (high[i] as number) - lastHigh
      const down = lastLow - (low[i] as number)
      lastHigh = high[i] as number
      lastLow = low[i] as number
      rangeSum = rangeSum * keep + (range[i & rangeMask] as number)
      // The larger move counts, if it is above 0: without branches, which no processor could predict here.
      plusSum = plusSum * keep + (Math.abs(up) + up) * 0.5 * +(up > down)
      minusSum = minusSum * keep + (Math.abs(down) + down) * 0.5 * +(down > up)
      const scale = 100 / (rangeSum + TINY)
      const plus = plusSum * scale
      const minus = minusSum * scale
      adx += share * ((100 * Math.abs(plus - minus)) / (plus + minus + TINY) - adx)
      plusOut[i & plusMask] = plus
      minusOut[i & minusMask] = minus
      adxOut[i] = adx
    }
    this.#rangeSum = rangeSum
    this.#plusSum = plusSum
    this.#minusSum = minusSum
    this.#adx = adx
  }

  /** Bars 0 to 2 period - 1: plain sums up to bar `period`, then the mean of the first `period` values of DX. */
  #seed(i: number): void {
    const period = this.#period
    const out = this.#out
    if (i > 0) this.#addMovement(i, i <= period ? 1 : 1 - 1 / period)
    const scale = 100 / (this.#rangeSum + TINY)
    const plus = this.#plusSum * scale
    const minus = this.#minusSum * scale
    if (i >= period) this.#adx += (100 * Math.abs(plus - minus)) / (plus + minus + TINY) / period
    out.plusDi.values[i & out.plusDi.mask] = i < period ? Number.NaN : plus
    out.minusDi.values[i & out.minusDi.mask] = i < period ? Number.NaN : minus
    out.adx.values[i] = i < 2 * period - 1 ? Number.NaN : this.#adx
  }

  #addMovement(i: number, keep: number): void {
    const { high, low } = this.#bars
    const up = (high[i] as number) - (high[i - 1] as number)
    const down = (low[i - 1] as number) - (low[i] as number)
    this.#rangeSum = this.#rangeSum * keep + (this.#range.values[i & this.#range.mask] as number)
    this.#plusSum = this.#plusSum * keep + (up > down && up > 0 ? up : 0)
    this.#minusSum = this.#minusSum * keep + (down > up && down > 0 ? down : 0)
  }
}
