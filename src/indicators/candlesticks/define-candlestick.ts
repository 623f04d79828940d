import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'
import { candleTraits, MEAN_BARS, maskOf, type Trait } from './candle-traits.ts'
import { Candles } from './candles.ts'

/** A pattern in one direction. */
export interface CandlestickShape {
  /** The traits that each bar has, the oldest bar first. */
  readonly bars: readonly (readonly Trait[])[]
  /** What else must hold when the pattern ends at bar `i`; asked only where the traits are there. */
  match?(candles: Candles, i: number): boolean
}

export interface CandlestickRule {
  readonly name: string
  readonly title: string
  /** The rule in words, and what TA-Lib calls it. */
  readonly about: string
  /** Where the value is 100. */
  readonly bullish?: CandlestickShape
  /** Where the value is -100. */
  readonly bearish?: CandlestickShape
}

/**
 * Declares a candlestick pattern as an indicator with the one line `pattern`. Its first value is that of the first bar whose whole
 * pattern has traits.
 */
export function defineCandlestick({ name, title, about, bullish, bearish }: CandlestickRule) {
  const length = Math.max(bullish?.bars.length ?? 0, bearish?.bars.length ?? 0)
  const warmup = MEAN_BARS + length - 1
  const up = new Shape(bullish)
  const down = new Shape(bearish)
  return defineIndicator({
    name,
    title,
    about: `${about} ${WORDS}`,
    params: {},
    lines: ['pattern'],
    takesSource: false,
    warmup: () => ({ pattern: warmup }),
    create: ({ bars, lines }, _params, { pattern }) => {
      const { traits, averageRange } = lines(candleTraits, {})
      const candles = new Candles(bars, averageRange)
      return new Candlestick({ up, down, warmup }, { candles, traits: traits.column }, pattern)
    },
  })
}

const WORDS =
  '100 is bullish, -100 bearish, 0 no pattern. A body is long (short) above (below) the mean body of the 10 bars before it; a doji body is at most, and a missing shadow below, 10 % of the mean range of those bars.'

/** No bar has this bit. */
const NEVER = 1 << 30

/** A shape as bits: those of the last three bars, which decide for most bars, and of all bars. */
class Shape {
  readonly last: number
  readonly before: number
  readonly twoBefore: number
  readonly #masks: readonly number[]
  readonly #match: CandlestickShape['match']

  constructor(shape: CandlestickShape | undefined) {
    this.#masks = shape?.bars.map(maskOf).reverse() ?? [NEVER]
    const [last = 0, before = 0, twoBefore = 0] = this.#masks
    this.last = last
    this.before = before
    this.twoBefore = twoBefore
    this.#match = shape?.match
  }

  /** Whether the pattern ends at bar `i`, where the last three bars have its traits. */
  holds(candles: Candles, traits: Float64Array, i: number): boolean {
    for (let k = 3; k < this.#masks.length; k++) {
      const mask = this.#masks[k] as number
      if (((traits[i - k] as number) & mask) !== mask) return false
    }
    return this.#match === undefined || this.#match(candles, i)
  }
}

interface Rule {
  readonly up: Shape
  readonly down: Shape
  readonly warmup: number
}

interface Market {
  readonly candles: Candles
  readonly traits: Column
}

class Candlestick implements Indicator {
  readonly #rule: Rule
  readonly #market: Market
  readonly #out: Column

  constructor(rule: Rule, market: Market, out: Column) {
    this.#rule = rule
    this.#market = market
    this.#out = out
  }

  /** One branch a bar and direction, nearly always taken alike: that is what makes it quick. */
  extend(from: number, to: number): void {
    const { up, down, warmup } = this.#rule
    const { candles } = this.#market
    const traits = this.#market.traits.values
    const out = this.#out.values
    const start = Math.min(to, warmup)
    if (from < start) out.fill(Number.NaN, from, start)
    const first = Math.max(from, start)
    const { last, before, twoBefore } = up
    const { last: lastDown, before: beforeDown, twoBefore: twoBeforeDown } = down
    let b = (traits[first - 1] as number) | 0
    let c = (traits[first - 2] as number) | 0
    for (let i = first; i < to; i++) {
      const a = (traits[i] as number) | 0
      const missing = (last & ~a) | (before & ~b) | (twoBefore & ~c)
      const missingDown = (lastDown & ~a) | (beforeDown & ~b) | (twoBeforeDown & ~c)
      c = b
      b = a
      if (missing === 0 && up.holds(candles, traits, i)) out[i] = 100
      else out[i] = missingDown === 0 && down.holds(candles, traits, i) ? -100 : 0
    }
  }
}
