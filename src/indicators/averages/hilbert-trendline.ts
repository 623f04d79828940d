import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'
import { price } from '../levels/price.ts'
import { HILBERT_WARMUP, hilbertCycle } from '../parts/hilbert-cycle.ts'

/**
 * The smoothed length of the cycle is 0.396 bars at bar 6 and 0.978 at bar 7, whatever the prices: the first that
 * rounds to 1.
 */
const FIRST_CYCLE = 7
/** Before this bar the trendline is the price, as in Stock.Indicators. */
const FIRST_TREND = 11

/**
 * Hilbert transform instantaneous trendline (J. F. Ehlers, Rocket Science for Traders, 2001) of the middle price (high
 * + low) / 2: its mean over the prevailing cycle, `cyclePeriod` bars, so that the cycle cancels out, and of the last
 * four such means a weighted one. `smoothPrice` is the price weighted alike: above the trendline the trend is up. The
 * first 11 values are the price, as in Stock.Indicators; the transform starts with 0, which shows in the length of the
 * cycle for some 130 bars.
 */
export const hilbertTrendline = defineIndicator({
  name: 'hilbertTrendline',
  title: 'Hilbert transform instantaneous trendline',
  about:
    'trendline = (4 m + 3 m one bar before + 2 m two + m three) / 10, m = mean of p = (high + low) / 2 over cyclePeriod bars; cyclePeriod = c rounded, c = 0.33 x period of the Hilbert transform + 0.67 x c before, seeded by 0, as the transform, which shows for some 130 bars; smoothPrice = p weighted alike. The first 11 values of the trendline are p.',
  params: {},
  lines: ['trendline', 'smoothPrice', 'cyclePeriod'],
  takesSource: false,
  warmup: () => ({ trendline: 0, smoothPrice: HILBERT_WARMUP, cyclePeriod: FIRST_CYCLE }),
  share: ({ lines }) => ({ smoothPrice: lines(hilbertCycle, {}).smooth }),
  create: ({ lines }, _params, { trendline, cyclePeriod }) => {
    const middle = lines(price, { of: 'hl2' }).price.column
    return new Trendline({ middle, period: lines(hilbertCycle, {}).period.column }, { trendline, cyclePeriod })
  },
})

type In = Readonly<Record<'middle' | 'period', Column>>
type Out = Readonly<Record<'trendline' | 'cyclePeriod', Column>>

class Trendline implements Indicator {
  readonly #in: In
  readonly #out: Out
  #cycle = 0.5
  /** The means of the last three bars, the newest first. */
  #one = 0.5
  #two = 0.5
  #three = 0.5

  constructor(lines: In, out: Out) {
    this.#in = lines
    this.#out = out
    this.#cycle = 0
  }

  extend(from: number, to: number): void {
    const prices = this.#in.middle.values
    const periods = this.#in.period.values
    const trendline = this.#out.trendline.values
    const cyclePeriod = this.#out.cyclePeriod.values
    let cycle = this.#cycle
    let one = this.#one
    let two = this.#two
    let three = this.#three
    for (let i = from; i < to; i++) {
      cycle = 0.33 * (periods[i] as number) + 0.67 * cycle
      const bars = Math.min(Math.floor(cycle + 0.5), i + 1)
      const mean = meanUpTo(prices, i, bars)
      trendline[i] = i < FIRST_TREND ? (prices[i] as number) : (4 * mean + 3 * one + 2 * two + three) / 10
      cyclePeriod[i] = i < FIRST_CYCLE ? Number.NaN : bars
      three = two
      two = one
      one = mean
    }
    this.#cycle = cycle
    this.#one = one
    this.#two = two
    this.#three = three
  }
}

/** The mean of the last `bars` prices, of which there are at most 50; the newest price when there are none. */
function meanUpTo(prices: Float64Array, i: number, bars: number): number {
  const newest = prices[i] as number
  let sum = 0
  for (let j = i - bars + 1; j < i; j++) sum += (prices[j] as number) - newest
  return bars > 0 ? newest + sum / bars : newest
}
