import type { Bars } from '../../market/bars.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'

const WHITE = 1 << 0
const BLACK = 1 << 1
const LONG = 1 << 2
const NOT_LONG = 1 << 3
const SHORT = 1 << 4
const DOJI = 1 << 5
const SHAVEN_HEAD = 1 << 6
const SHAVEN_BOTTOM = 1 << 7
const UPPER_SHADOW = 1 << 8
const LOWER_SHADOW = 1 << 9
const LONG_UPPER_SHADOW = 1 << 10
const LONG_LOWER_SHADOW = 1 << 11
const BODY_ABOVE = 1 << 12
const BODY_BELOW = 1 << 13
const GAP_UP = 1 << 14
const GAP_DOWN = 1 << 15
const BODY_WITHIN = 1 << 16
const BODY_AROUND = 1 << 17
const HIGHER_CLOSE = 1 << 18
const LOWER_CLOSE = 1 << 19

/** The words for a bar from which patterns are built, with the candle settings of TA-Lib. */
const BITS = {
  /** The close is at or above the open. */
  white: WHITE,
  black: BLACK,
  /** The body is above the mean body of the 10 bars before. */
  long: LONG,
  notLong: NOT_LONG,
  /** The body is below the mean body of the 10 bars before. */
  short: SHORT,
  /** The body is at most 10 % of the mean range of the 10 bars before. */
  doji: DOJI,
  /** The upper shadow is below 10 % of the mean range of the 10 bars before. */
  shavenHead: SHAVEN_HEAD,
  /** The lower shadow is below 10 % of the mean range of the 10 bars before. */
  shavenBottom: SHAVEN_BOTTOM,
  /** The upper shadow is above 10 % of the mean range of the 10 bars before. */
  upperShadow: UPPER_SHADOW,
  /** The lower shadow is above 10 % of the mean range of the 10 bars before. */
  lowerShadow: LOWER_SHADOW,
  /** The upper shadow is longer than the body. */
  longUpperShadow: LONG_UPPER_SHADOW,
  /** The lower shadow is longer than the body. */
  longLowerShadow: LONG_LOWER_SHADOW,
  /** The body lies above that of the bar before. */
  bodyAbove: BODY_ABOVE,
  /** The body lies below that of the bar before. */
  bodyBelow: BODY_BELOW,
  /** The whole bar, shadows included, lies above the bar before. */
  gapUp: GAP_UP,
  /** The whole bar, shadows included, lies below the bar before. */
  gapDown: GAP_DOWN,
  /** The body lies within that of the bar before; ends may be equal. */
  bodyWithin: BODY_WITHIN,
  /** The body covers that of the bar before; ends may be equal. */
  bodyAround: BODY_AROUND,
  higherClose: HIGHER_CLOSE,
  lowerClose: LOWER_CLOSE,
} as const

export type Trait = keyof typeof BITS

/** The bits that `traits` stand for. */
export function maskOf(traits: readonly Trait[]): number {
  return traits.reduce((mask, trait) => mask | BITS[trait], 0)
}

/**
 * What candlestick patterns know of each bar: not in the catalogue, computed once for all patterns of a market. A bar is measured
 * by the means of the bars before it, as in TA-Lib, so that a long bar does not raise its own bar. Patterns compare bits, and most
 * bars need no more than that.
 */
export const candleTraits = defineIndicator({
  name: 'candle-traits',
  title: 'Traits of a candle',
  about:
    'traits = a sum of bits, one for each trait; averageRange = mean of high - low of the 5 bars before. Means of 10 bars before the bar.',
  params: {},
  lines: ['traits', 'averageRange'],
  takesSource: false,
  warmup: () => ({ traits: MEAN_BARS, averageRange: RANGES }),
  create: ({ bars }, _params, lines) => new CandleTraits(bars, lines),
})

/** Bars that the means need before a bar has traits. */
export const MEAN_BARS = 10
const RANGES = 5

type Out = Readonly<Record<'traits' | 'averageRange', Column>>

/** Each window is summed afresh: it is short, and a mean that is carried on would keep the rounding of bars long gone. */
class CandleTraits implements Indicator {
  readonly #bars: Bars
  readonly #out: Out

  constructor(bars: Bars, out: Out) {
    this.#bars = bars
    this.#out = out
  }

  extend(from: number, to: number): void {
    this.#averageRanges(from, to)
    const { open, high, low, close } = this.#bars
    const averageRange = this.#out.averageRange.values
    const traits = this.#out.traits.values
    const start = Math.min(to, MEAN_BARS)
    if (from < start) traits.fill(Number.NaN, from, start)
    for (let i = Math.max(from, start); i < to; i++) {
      let bodies = 0
      for (let j = i - MEAN_BARS; j < i; j++) bodies += Math.abs((close[j] as number) - (open[j] as number))
      // The mean of 10 ranges is that of two means of 5.
      const tiny = 0.05 * ((averageRange[i] as number) + (averageRange[i - RANGES] as number))
      const top = Math.max(open[i] as number, close[i] as number)
      const bottom = Math.min(open[i] as number, close[i] as number)
      const body = top - bottom
      const shape =
        bodyTraits(body, bodies / MEAN_BARS, tiny) |
        shadowTraits((high[i] as number) - top, body, tiny) |
        (shadowTraits(bottom - (low[i] as number), body, tiny) << 1)
      traits[i] = shape | colourTraits(open, close, i) | placeTraits(open, close, i) | gapTraits(high, low, i)
    }
  }

  #averageRanges(from: number, to: number): void {
    const { high, low } = this.#bars
    const averageRange = this.#out.averageRange.values
    const start = Math.min(to, RANGES)
    if (from < start) averageRange.fill(Number.NaN, from, start)
    for (let i = Math.max(from, start); i < to; i++) {
      let sum = 0
      for (let j = i - RANGES; j < i; j++) sum += (high[j] as number) - (low[j] as number)
      averageRange[i] = sum / RANGES
    }
  }
}

// A comparison becomes a bit without a branch: the bars of a market are not to be guessed.

function bodyTraits(body: number, averageBody: number, tiny: number): number {
  const isLong = +(body > averageBody)
  return (isLong * LONG) | ((1 - isLong) * NOT_LONG) | (+(body < averageBody) * SHORT) | (+(body <= tiny) * DOJI)
}

/** Those of the upper shadow; the bit of each one of the lower shadow is the next. */
function shadowTraits(shadow: number, body: number, tiny: number): number {
  return (+(shadow < tiny) * SHAVEN_HEAD) | (+(shadow > tiny) * UPPER_SHADOW) | (+(shadow > body) * LONG_UPPER_SHADOW)
}

function colourTraits(open: Float64Array, close: Float64Array, i: number): number {
  const isBlack = +((close[i] as number) < (open[i] as number))
  const before = close[i - 1] as number
  const step = (+((close[i] as number) > before) * HIGHER_CLOSE) | (+((close[i] as number) < before) * LOWER_CLOSE)
  return (isBlack * BLACK) | ((1 - isBlack) * WHITE) | step
}

function placeTraits(open: Float64Array, close: Float64Array, i: number): number {
  const top = Math.max(open[i] as number, close[i] as number)
  const bottom = Math.min(open[i] as number, close[i] as number)
  const topBefore = Math.max(open[i - 1] as number, close[i - 1] as number)
  const bottomBefore = Math.min(open[i - 1] as number, close[i - 1] as number)
  const within = +(top <= topBefore) & +(bottom >= bottomBefore)
  const around = +(top >= topBefore) & +(bottom <= bottomBefore)
  const apart = (+(bottom > topBefore) * BODY_ABOVE) | (+(top < bottomBefore) * BODY_BELOW)
  return (within * BODY_WITHIN) | (around * BODY_AROUND) | apart
}

function gapTraits(high: Float64Array, low: Float64Array, i: number): number {
  const isUp = +((low[i] as number) > (high[i - 1] as number))
  return (isUp * GAP_UP) | (+((high[i] as number) < (low[i - 1] as number)) * GAP_DOWN)
}
