import { PlimsollError } from '../core/errors.ts'
import { barOpenAt, type Timeframe } from '../core/timeframe.ts'
import { Bars } from '../market/bars.ts'
import type { Column } from '../market/column.ts'
import type { Indicator } from './indicator.ts'

/**
 * The closed bars of a larger timeframe, made from the bars of a market as those come. A larger bar is closed when the time is
 * up, so by the first bar that closes at or after its end; a gap in the market makes it smaller or leaves it out, never later.
 */
export class LargerBars {
  readonly bars: Bars
  readonly #base: Bars
  #done = 0
  #openAt = -1
  #open = 0.5
  #high = 0.5
  #low = 0.5
  #close = 0.5
  #volume = 0.5

  constructor(base: Bars, timeframe: Timeframe) {
    this.bars = new Bars(timeframe)
    this.#base = base
    const times = this.bars.timeframeMs / base.timeframeMs
    if (times > 1 && Number.isInteger(times)) return
    throw new PlimsollError(
      'usage',
      `lines on ${timeframe} cannot be made from ${base.timeframe} bars`,
      `Run on bars that fit into ${timeframe} several times, or ask for lines on a larger timeframe.`,
    )
  }

  /** Closes every larger bar whose end has come by the close of base bar `to - 1`. */
  advance(to: number): void {
    const { time } = this.#base
    const baseMs = this.#base.timeframeMs
    const largerMs = this.bars.timeframeMs
    for (let i = this.#done; i < to; i++) {
      const openAt = barOpenAt(time[i] as number, largerMs)
      if (openAt !== this.#openAt) this.#start(i, openAt)
      else this.#add(i)
      if ((time[i] as number) + baseMs >= openAt + largerMs) this.#end()
    }
    this.#done = Math.max(this.#done, to)
  }

  #start(i: number, openAt: number): void {
    this.#end()
    this.#openAt = openAt
    this.#open = this.#base.open[i] as number
    this.#high = this.#base.high[i] as number
    this.#low = this.#base.low[i] as number
    this.#close = this.#base.close[i] as number
    this.#volume = this.#base.volume[i] as number
  }

  #add(i: number): void {
    this.#high = Math.max(this.#high, this.#base.high[i] as number)
    this.#low = Math.min(this.#low, this.#base.low[i] as number)
    this.#close = this.#base.close[i] as number
    this.#volume += this.#base.volume[i] as number
  }

  #end(): void {
    if (this.#openAt < 0) return
    this.bars.append(this.#openAt, this.#open, this.#high, this.#low, this.#close, this.#volume)
    this.#openAt = -1
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
  /** The last larger bar that had closed, -1 when none had. */
  #last = -1

  constructor(base: Bars, line: LargerLine, out: Column) {
    this.#base = base
    this.#line = line
    this.#out = out
  }

  extend(from: number, to: number): void {
    this.#line.larger.advance(to)
    this.#line.extend()
    const { bars } = this.#line.larger
    const openAts = bars.time
    const { time, timeframeMs } = this.#base
    const values = this.#line.column.values
    const out = this.#out.values
    let last = this.#last
    for (let i = from; i < to; i++) {
      const openedBy = (time[i] as number) + timeframeMs - bars.timeframeMs
      while (last + 1 < bars.length && (openAts[last + 1] as number) <= openedBy) last++
      out[i] = last < 0 ? Number.NaN : (values[last] as number)
    }
    this.#last = last
  }
}
