import { PlimsollError } from '../core/errors.ts'
import { type Timeframe, timeframeMs } from '../core/timeframe.ts'
import type { Bars } from '../market/bars.ts'
import type { Column } from '../market/column.ts'
import { Resampler } from '../market/resample.ts'
import type { Indicator } from './indicator.ts'

/** The larger bars of a market that have closed, made as its bars come. */
export class LargerBars {
  readonly bars: Bars
  readonly #resampler: Resampler
  #done = 0

  constructor(base: Bars, timeframe: Timeframe) {
    const times = timeframeMs(timeframe) / base.timeframeMs
    if (!(times > 1 && Number.isInteger(times))) {
      throw new PlimsollError(
        'usage',
        `${timeframe} bars cannot be made from ${base.timeframe} bars`,
        `Run on bars that fit into ${timeframe} several times, or ask for lines on a larger timeframe.`,
      )
    }
    this.#resampler = new Resampler(base, timeframe)
    this.bars = this.#resampler.bars
  }

  /** Takes in the base bars before `to`. */
  advance(to: number): void {
    for (; this.#done < to; this.#done++) this.#resampler.next(this.#done)
  }

  /** The first `count` base bars are gone, which were taken in. The larger bars stay as they are. */
  forgetBase(count: number): void {
    this.#done -= count
  }
}

/**
 * Where each bar of the market stands among the larger ones: the place of the last larger bar that had closed, negative when none had or
 * when it is dropped. A line of the larger timeframe is read through it, so that no value is kept twice.
 */
export class Places implements Indicator {
  readonly #base: Bars
  readonly #larger: LargerBars
  /** Computes the columns of the larger timeframe up to its last bar. */
  readonly #extendLarger: () => void
  readonly #places: Column
  #last = -1
  #forgotten = 0

  constructor(base: Bars, larger: LargerBars, extendLarger: () => void, places: Column) {
    this.#base = base
    this.#larger = larger
    this.#extendLarger = extendLarger
    this.#places = places
  }

  extend(from: number, to: number): void {
    this.#larger.advance(to)
    this.#extendLarger()
    const { bars } = this.#larger
    const { length } = bars
    const openAts = bars.time
    const { time, timeframeMs } = this.#base
    const places = this.#places.values
    const ahead = timeframeMs - bars.timeframeMs
    let last = this.#last
    for (let i = from; i < to; i++) {
      const openedBy = (time[i] as number) + ahead
      while (last + 1 < length && (openAts[last + 1] as number) <= openedBy) last++
      places[i] = last
    }
    this.#last = last
  }

  /** The base bars that are gone have left the column already; here go the larger bars that were dropped with them. */
  forget(): void {
    const { bars } = this.#larger
    const count = bars.forgotten - this.#forgotten
    this.#forgotten = bars.forgotten
    this.#last -= count
    const places = this.#places.values
    for (let i = 0; i < places.length; i++) places[i] = (places[i] as number) - count
  }
}
