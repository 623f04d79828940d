import { integer, number } from '../../core/params.ts'
import type { Bars } from '../../market/bars.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'
import { atr } from '../volatility/atr.ts'
import { LevelClusters } from './parts/level-clusters.ts'
import type { SwingLines } from './parts/turns.ts'
import { swings } from './swings.ts'

const ATR_PERIOD = 14

/**
 * Support and resistance: the prices of the last `memory` known swings, highs and lows alike, in clusters from low to high, each no
 * taller than `multiple` ATR(14). The level of a cluster is the mean of its prices and its strength their number. Support is the highest
 * level at or below the close, resistance the lowest above it. The clusters are made anew, with the ATR of that bar, when a swing
 * becomes known. Without a level on its side support is the lowest low and resistance the highest high so far, of strength 0.
 */
export const supportResistance = defineIndicator({
  name: 'supportResistance',
  title: 'Support and resistance',
  about:
    'Levels = means of clusters, at most multiple x ATR(14) tall, of the last memory swing highs and lows; strength = how many swings make the level. support = nearest level at or below the close, resistance = nearest above; without one, the lowest low and the highest high so far with strength 0. Swings count once right bars have closed.',
  params: {
    multiple: number(0.5, { min: 0, max: 20 }),
    memory: integer(20, { min: 2, max: 100 }),
    left: integer(5, { min: 1, max: 1000 }),
    right: integer(5, { min: 1, max: 1000 }),
  },
  lines: ['support', 'resistance', 'supportStrength', 'resistanceStrength'],
  takesSource: false,
  warmup: ({ left, right }) => {
    const first = Math.max(left + right, ATR_PERIOD)
    return { support: first, resistance: first, supportStrength: first, resistanceStrength: first }
  },
  create: ({ bars, lines }, { multiple, memory, left, right }, out) => {
    const found = lines(swings, { left, right })
    const range = lines(atr, { period: ATR_PERIOD }).atr.column
    const start = Math.max(left + right, ATR_PERIOD)
    return new SupportResistance({ bars, swings: found, range, multiple, right, start }, new LevelClusters(memory), out)
  },
})

interface LevelInputs {
  readonly bars: Bars
  readonly swings: SwingLines
  readonly range: Column
  readonly multiple: number
  readonly right: number
  readonly start: number
}

type Out = Readonly<Record<'support' | 'resistance' | 'supportStrength' | 'resistanceStrength', Column>>

class SupportResistance implements Indicator {
  readonly #in: LevelInputs
  readonly #clusters: LevelClusters
  readonly #out: Out
  #highest = 0.5
  #lowest = 0.5
  /** How many levels are at or below the close. */
  #below = 0

  constructor(inputs: LevelInputs, clusters: LevelClusters, out: Out) {
    this.#in = inputs
    this.#clusters = clusters
    this.#out = out
    this.#highest = Number.NEGATIVE_INFINITY
    this.#lowest = Number.POSITIVE_INFINITY
  }

  extend(from: number, to: number): void {
    const start = Math.min(to, this.#in.start)
    if (from < start) this.#prepare(from, start)
    const { bars, swings, right } = this.#in
    const { high, low, close } = bars
    const highAge = swings.highAge.column.values
    const lowAge = swings.lowAge.column.values
    const support = this.#out.support.values
    const resistance = this.#out.resistance.values
    const supportStrength = this.#out.supportStrength.values
    const resistanceStrength = this.#out.resistanceStrength.values
    const { levels, touches } = this.#clusters
    let below = this.#below
    let highest = this.#highest
    let lowest = this.#lowest
    for (let i = Math.max(from, start); i < to; i++) {
      if (highAge[i] === right || lowAge[i] === right || i === this.#in.start) {
        this.#learn(i)
        below = Math.min(below, this.#clusters.count)
      }
      highest = Math.max(highest, high[i] as number)
      lowest = Math.min(lowest, low[i] as number)
      const price = close[i] as number
      const { count } = this.#clusters
      while (below < count && (levels[below] as number) <= price) below++
      while (below > 0 && (levels[below - 1] as number) > price) below--
      support[i] = below > 0 ? (levels[below - 1] as number) : lowest
      supportStrength[i] = below > 0 ? (touches[below - 1] as number) : 0
      resistance[i] = below < count ? (levels[below] as number) : highest
      resistanceStrength[i] = below < count ? (touches[below] as number) : 0
    }
    this.#below = below
    this.#highest = highest
    this.#lowest = lowest
  }

  /** The bars before the first value: their swings and extremes count. */
  #prepare(from: number, to: number): void {
    for (const { values } of Object.values(this.#out)) values.fill(Number.NaN, from, to)
    const { high, low } = this.#in.bars
    for (let i = from; i < to; i++) {
      this.#learn(i)
      this.#highest = Math.max(this.#highest, high[i] as number)
      this.#lowest = Math.min(this.#lowest, low[i] as number)
    }
  }

  #learn(i: number): void {
    const { swings, range, multiple, right } = this.#in
    if (swings.highAge.column.values[i] === right) this.#clusters.add(swings.high.column.values[i] as number)
    if (swings.lowAge.column.values[i] === right) this.#clusters.add(swings.low.column.values[i] as number)
    this.#clusters.cluster(multiple * (range.values[i] as number))
  }
}
