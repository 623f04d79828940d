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

/** A line of the larger timeframe, and where its value at each bar of the market goes. */
interface Alignment {
  readonly from: Column
  readonly out: Column
}

/** Bars whose place among the larger ones is worked out together. */
const PLACES = 2048

/**
 * The values of lines of a larger timeframe at each bar of the market: those of the last larger bar that had closed. Which one that is,
 * is found once for all of them.
 */
export class AlignedLines implements Indicator {
  readonly #base: Bars
  readonly #larger: LargerBars
  /** Computes the columns of the larger timeframe up to its last bar. */
  readonly #extendLarger: () => void
  readonly #alignments: Alignment[] = []
  /** Place of the last larger bar that had closed at each bar of a block, -1 when none had. */
  readonly #places = new Int32Array(PLACES)
  /** Number of the last larger bar that had closed, counted from the first that there was; the larger bars are dropped on their own. */
  #last: number

  constructor(base: Bars, larger: LargerBars, extendLarger: () => void) {
    this.#base = base
    this.#larger = larger
    this.#extendLarger = extendLarger
    this.#last = larger.bars.forgotten - 1
  }

  /** Takes in one more line, of which the first `computed` bars are filled at once. */
  add(from: Column, out: Column, computed: number): void {
    const alignment = { from, out }
    this.#prepare(computed)
    this.#align([alignment], 0, computed, this.#larger.bars.forgotten - 1)
    this.#alignments.push(alignment)
  }

  extend(from: number, to: number): void {
    this.#prepare(to)
    this.#last = this.#align(this.#alignments, from, to, this.#last)
  }

  #prepare(to: number): void {
    this.#larger.advance(to)
    this.#extendLarger()
  }

  /** Fills bars `from` to `to - 1` of each line. `last` is what `#last` was before them; gives what it is after them. */
  #align(alignments: readonly Alignment[], from: number, to: number, last: number): number {
    let newest = last
    if (to - from === 1) return this.#alignOne(alignments, from, last)
    for (let start = from; start < to; start += PLACES) {
      const end = Math.min(to, start + PLACES)
      newest = this.#place(start, end, newest)
      for (let k = 0; k < alignments.length; k++) this.#copy(alignments[k] as Alignment, start, end)
    }
    return newest
  }

  /** The same for one bar, which is what a live market brings. */
  #alignOne(alignments: readonly Alignment[], i: number, last: number): number {
    const newest = this.#place(i, i + 1, last)
    const place = newest - this.#larger.bars.forgotten
    for (let k = 0; k < alignments.length; k++) {
      const { from, out } = alignments[k] as Alignment
      out.values[i] = place < 0 ? Number.NaN : (from.values[place] as number)
    }
    return newest
  }

  /** Writes the place of the last closed larger bar at each bar of the block. */
  #place(start: number, end: number, before: number): number {
    const { bars } = this.#larger
    const { length, forgotten } = bars
    const openAts = bars.time
    const { time, timeframeMs } = this.#base
    const places = this.#places
    const ahead = timeframeMs - bars.timeframeMs
    let last = before - forgotten
    for (let i = start; i < end; i++) {
      const openedBy = (time[i] as number) + ahead
      while (last + 1 < length && (openAts[last + 1] as number) <= openedBy) last++
      places[i - start] = last
    }
    return last + forgotten
  }

  #copy({ from, out }: Alignment, start: number, end: number): void {
    const places = this.#places
    const values = from.values
    const aligned = out.values
    for (let i = start; i < end; i++) {
      const place = places[i - start] as number
      aligned[i] = place < 0 ? Number.NaN : (values[place] as number)
    }
  }
}
