import { integer } from '../../core/params.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator, type SourceColumn } from '../indicator.ts'
import { stepSize } from '../parts/step-size.ts'
import { sma } from './sma.ts'

/**
 * Kaufman's adaptive moving average: value += c^2 x (price - value), where c lies between the weights of an EMA of `slow` and of
 * `fast` bars, 2 / (n + 1), as far up as the efficiency: the distance covered in `period` bars over the sum of the steps taken.
 * Where the price did not move at all the efficiency counts as 1. Seeded by price number `period`.
 * P. J. Kaufman, Smarter Trading, 1995.
 */
export const kama = defineIndicator({
  name: 'kama',
  title: "Kaufman's adaptive moving average",
  about:
    'value += c^2 x (price - value), c = s + e x (f - s), s = 2 / (slow + 1), f = 2 / (fast + 1), e = |price - price period bars before| / sum of |price - price before| over period bars, 1 when that sum is 0; seeded by price number period.',
  params: {
    period: integer(10, { min: 1, max: 5000 }),
    fast: integer(2, { min: 1, max: 5000 }),
    slow: integer(30, { min: 1, max: 5000 }),
  },
  lines: ['kama'],
  takesSource: true,
  warmup: ({ period }) => ({ kama: period - 1 }),
  create: ({ source, lines }, params, out) => {
    const meanStep = lines(sma, { period: params.period }, lines(stepSize, {}).size).sma.column
    return new Kama(source, meanStep, out.kama, params)
  },
})

class Kama implements Indicator {
  readonly #source: Column
  readonly #meanStep: Column
  readonly #out: Column
  readonly #period: number
  readonly #fast: number
  readonly #slow: number
  readonly #seeded: number
  #average = 0.5
  /** Bars in a row whose price is the one before: a sum of steps carried from bar to bar need not come back to 0 exactly. */
  #still = 0

  constructor(
    source: SourceColumn,
    meanStep: Column,
    out: Column,
    { period, fast, slow }: Readonly<Record<'period' | 'fast' | 'slow', number>>,
  ) {
    this.#source = source.column
    this.#meanStep = meanStep
    this.#out = out
    this.#period = period
    this.#fast = 2 / (fast + 1)
    this.#slow = 2 / (slow + 1)
    this.#seeded = source.warmup + period - 1
  }

  extend(from: number, to: number): void {
    const source = this.#source.values
    const meanStep = this.#meanStep.values
    const out = this.#out.values
    const period = this.#period
    const slow = this.#slow
    const span = this.#fast - slow
    const seeded = Math.min(to, this.#seeded)
    if (from < seeded) out.fill(Number.NaN, from, seeded)
    let average = this.#average
    let still = this.#still
    let i = Math.max(from, seeded)
    if (i === this.#seeded && i < to) {
      average = source[i] as number
      out[i++] = average
    }
    for (; i < to; i++) {
      const price = source[i] as number
      still = price === source[i - 1] ? still + 1 : 0
      const distance = Math.abs(price - (source[i - period] as number))
      const path = (meanStep[i] as number) * period
      const efficiency = still < period && distance < path ? distance / path : 1
      const weight = slow + efficiency * span
      average += weight * weight * (price - average)
      out[i] = average
    }
    this.#average = average
    this.#still = still
  }
}
