import { choice, integer } from '../../core/params.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator, type Inputs, type SourceColumn } from '../indicator.ts'
import { macd } from '../momentum/macd.ts'
import { rsi } from '../momentum/rsi.ts'
import type { SwingLines } from './parts/turns.ts'
import { swings } from './swings.ts'

const RSI_PERIOD = 14
/** MACD with 12, 26 and 9: the first bar with a histogram. */
const MACD_WARMUP = 33

/**
 * Divergence of the price from its momentum, RSI(14) or the histogram of MACD(12, 26, 9), read at the bars of the last two swing highs
 * or the last two swing lows. Regular: a higher high with less momentum is -100, a lower low with more momentum is 100. Hidden: a lower
 * high with more momentum is -100, a higher low with less momentum is 100. The value stands at the bar on which the second swing
 * becomes known, `right` bars after it, and is 0 elsewhere; one of a high and one of a low at the same bar cancel out. Swings where the
 * momentum has no value yet do not count.
 * RSI: J. W. Wilder, 1978 (regular); hidden divergence after A. Cardwell.
 */
export const divergence = defineIndicator({
  name: 'divergence',
  title: 'Divergence',
  about:
    'At the bar on which the second of two swing highs becomes known: regular -100 when it is higher with less momentum, hidden -100 when it is lower with more momentum; of two swing lows regular 100 when it is lower with more momentum, hidden 100 when it is higher with less; else 0. Momentum = RSI(14) or the MACD(12, 26, 9) histogram at the swing bars.',
  params: {
    against: choice('rsi', 'macd'),
    left: integer(5, { min: 1, max: 1000 }),
    right: integer(5, { min: 1, max: 1000 }),
  },
  lines: ['regular', 'hidden'],
  takesSource: false,
  warmup: ({ against, left, right }) => {
    const first = Math.max(left, against === 'rsi' ? RSI_PERIOD : MACD_WARMUP) + right
    return { regular: first, hidden: first }
  },
  create: ({ lines }, { against, left, right }, out) => {
    const momentum = momentumOf(lines, against)
    const start = Math.max(left, momentum.warmup) + right
    return new Divergence({ swings: lines(swings, { left, right }), momentum: momentum.column, right, start }, out)
  },
})

function momentumOf(lines: Inputs['lines'], against: 'rsi' | 'macd'): SourceColumn {
  return against === 'rsi' ? lines(rsi, { period: RSI_PERIOD }).rsi : lines(macd, {}).histogram
}

interface DivergenceInputs {
  readonly swings: SwingLines
  readonly momentum: Column
  readonly right: number
  readonly start: number
}

type Out = Readonly<Record<'regular' | 'hidden', Column>>

/**
 * A difference of price and one of momentum, from the older swing to the newer. The momentum at the last swing is kept: the swing may lie
 * far back. NaN stands for a swing where the momentum has no value yet, as for the first bar.
 */
class Divergence implements Indicator {
  readonly #in: DivergenceInputs
  readonly #out: Out
  #highForce = Number.NaN
  #lowForce = Number.NaN

  constructor(inputs: DivergenceInputs, out: Out) {
    this.#in = inputs
    this.#out = out
  }

  extend(from: number, to: number): void {
    const start = Math.min(to, this.#in.start)
    if (from < start) for (const { values } of Object.values(this.#out)) values.fill(Number.NaN, from, start)
    const { swings, right } = this.#in
    const highAge = swings.highAge.column.values
    const lowAge = swings.lowAge.column.values
    const highs = swings.high.column.values
    const lows = swings.low.column.values
    const regular = this.#out.regular.values
    const hidden = this.#out.hidden.values
    for (let i = Math.max(from, start); i < to; i++) {
      regular[i] = hidden[i] = 0
      if (highAge[i] === right) this.#highForce = this.#compare(i, highs, this.#highForce, -1)
      if (lowAge[i] === right) this.#lowForce = this.#compare(i, lows, this.#lowForce, 1)
    }
  }

  /** The price of the swing before the one that bar `i` made known is what the line told one bar earlier. Gives the new momentum. */
  #compare(i: number, prices: Float64Array, before: number, side: 1 | -1): number {
    const now = this.#in.momentum.values[i - this.#in.right] as number
    const price = side * ((prices[i] as number) - (prices[i - 1] as number))
    const force = side * (now - before)
    if (price < 0 && force > 0) this.#out.regular.values[i] = (this.#out.regular.values[i] as number) + side * 100
    if (price > 0 && force < 0) this.#out.hidden.values[i] = (this.#out.hidden.values[i] as number) + side * 100
    return now
  }
}
