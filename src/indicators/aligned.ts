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

/** What an aligned line reads. */
export interface LargerLine {
  readonly larger: LargerBars
  readonly column: Column
  /** Computes the columns of the larger timeframe up to its last bar. */
  readonly extend: () => void
}

/** The value of a larger timeframe's line at each bar of the market: the one of the last larger bar that had closed. */
export class Aligned implements Indicator {
  readonly #base: Bars
  readonly #line: LargerLine
  readonly #out: Column
  /** Number of the last larger bar that had closed, counted from the first that there was; the larger bars are dropped on their own. */
  #last: number

  constructor(base: Bars, line: LargerLine, out: Column) {
    this.#base = base
    this.#line = line
    this.#out = out
    this.#last = line.larger.bars.forgotten - 1
  }

  extend(from: number, to: number): void {
    this.#line.larger.advance(to)
    this.#line.extend()
    const { bars } = this.#line.larger
    const openAts = bars.time
    const { time, timeframeMs } = this.#base
    const values = this.#line.column.values
    const out = this.#out.values
    let last = this.#last - bars.forgotten
    for (let i = from; i < to; i++) {
      const openedBy = (time[i] as number) + timeframeMs - bars.timeframeMs
      while (last + 1 < bars.length && (openAts[last + 1] as number) <= openedBy) last++
      out[i] = last < 0 ? Number.NaN : (values[last] as number)
    }
    this.#last = last + bars.forgotten
  }
}
