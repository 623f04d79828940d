import { PlimsollError } from '../core/errors.ts'
import { barOpenAt, TIMEFRAMES, type Timeframe, timeframeMs } from '../core/timeframe.ts'
import { Bars } from './bars.ts'
import { FormingBar } from './forming-bar.ts'

/**
 * Makes larger bars of smaller ones as they close. A larger bar is made of the smaller bars that open in it, also when some of them
 * are missing; it closes with its last smaller bar or, when that one is missing, with the first bar of the next. Exchanges do the same.
 */
export class Resampler {
  /** The larger bars that have closed. */
  readonly bars: Bars
  readonly #source: Bars
  #forming: FormingBar | undefined

  constructor(source: Bars, to: Timeframe) {
    this.#source = source
    this.bars = new Bars(to, Math.ceil((source.length * source.timeframeMs) / timeframeMs(to)))
    this.bars.series = source.series
  }

  /** Takes bar `i` of the source in; bars come in order. */
  next(i: number): void {
    const { timeframeMs: innerMs, time, open, high, low, close, volume } = this.#source
    const { timeframeMs } = this.bars
    const at = time[i] as number
    if (this.#forming !== undefined && at >= this.#forming.openAt + timeframeMs) this.finish()
    this.#forming ??= new FormingBar(barOpenAt(at, timeframeMs))
    const forming = this.#forming
    forming.add(open[i] as number, high[i] as number, low[i] as number, close[i] as number, volume[i] as number)
    if (at + innerMs >= forming.openAt + timeframeMs) this.finish()
  }

  /** Closes the larger bar that is in the making as it is. */
  finish(): void {
    this.#forming?.closeInto(this.bars)
    this.#forming = undefined
  }
}

export interface ResampleOptions {
  /** Whether the last larger bar is made although its end has not come. */
  readonly keepPartial?: boolean
}

/** All larger bars of `source`. `name` is what the message calls the source: a file. */
export function resample(
  source: Bars,
  to: Timeframe,
  name: string,
  { keepPartial = false }: ResampleOptions = {},
): Bars {
  refuseTimeframe(source.timeframe, to, name)
  const resampler = new Resampler(source, to)
  for (let i = 0; i < source.length; i++) resampler.next(i)
  if (keepPartial) resampler.finish()
  return resampler.bars
}

function refuseTimeframe(from: Timeframe, to: Timeframe, name: string): void {
  const isWhole = (timeframe: Timeframe) => timeframeMs(timeframe) % timeframeMs(from) === 0
  if (isWhole(to)) return
  const possible = TIMEFRAMES.filter((timeframe) => timeframe !== from && isWhole(timeframe))
  const why = timeframeMs(to) < timeframeMs(from) ? 'smaller' : 'no multiple of them'
  throw new PlimsollError(
    'usage',
    `${name} holds ${from} bars, and ${to} is ${why}`,
    possible.length === 0 ? 'Larger bars than these are not known.' : `They can be made into ${possible.join(', ')}.`,
  )
}
