import { integer } from '../../core/params.ts'
import type { Bars } from '../../market/bars.ts'
import type { Column } from '../../market/column.ts'
import { ema } from '../averages/ema.ts'
import { defineIndicator, type Indicator, type SourceColumn } from '../indicator.ts'
import { type ExtremeWindows, extremeWindows } from '../parts/extreme-windows.ts'

/**
 * Where the close lies to the middle of its range, and half of that range: an indicator of its own so that both can be
 * averaged.
 */
const rangePlace = defineIndicator({
  name: 'range-place',
  title: 'Distance of the close to the middle of its range',
  about: 'distance = close - (highest high + lowest low) / 2; half = (highest high - lowest low) / 2.',
  params: { period: integer(13, { min: 1, max: 5000 }) },
  lines: ['distance', 'half'],
  takesSource: false,
  warmup: ({ period }) => ({ distance: period - 1, half: period - 1 }),
  create: ({ bars, lines }, { period }, out) => new RangePlace(bars, extremeWindows(bars, lines, period), out),
})

/**
 * Stochastic momentum index (W. Blau, Technical Analysis of Stocks & Commodities, 1993): the distance of the close to
 * the middle of its range over half of that range, -100 to 100, each averaged twice before. `signal` is the EMA of
 * that. Every EMA is seeded by its first value, as in Stock.Indicators. 0 when there was no range at all.
 */
export const smi = defineIndicator({
  name: 'smi',
  title: 'Stochastic momentum index',
  about:
    'smi = 100 x E(close - (highest high + lowest low) / 2) / E((highest high - lowest low) / 2) over period bars, E = EMA(smoothAgain) of EMA(smooth), 0 when the divisor is 0; signal = EMA(signal) of smi. Each EMA is seeded by its first value.',
  params: {
    period: integer(13, { min: 1, max: 5000 }),
    smooth: integer(25, { min: 1, max: 5000 }),
    smoothAgain: integer(2, { min: 1, max: 5000 }),
    signal: integer(3, { min: 1, max: 5000 }),
  },
  lines: ['smi', 'signal'],
  takesSource: false,
  warmup: ({ period }) => ({ smi: period - 1, signal: period - 1 }),
  create: ({ lines }, { period, smooth, smoothAgain, signal }, out) => {
    const place = lines(rangePlace, { period })
    const twice = (line: SourceColumn): Column => {
      const once = lines(ema, { period: smooth, seed: 'first' }, line).ema
      return lines(ema, { period: smoothAgain, seed: 'first' }, once).ema.column
    }
    return new Smi({ distance: twice(place.distance), half: twice(place.half) }, out, {
      start: period - 1,
      weight: 2 / (signal + 1),
    })
  },
})

type Place = Readonly<Record<'distance' | 'half', Column>>

class RangePlace implements Indicator {
  readonly #bars: Bars
  readonly #windows: ExtremeWindows
  readonly #out: Place

  constructor(bars: Bars, windows: ExtremeWindows, out: Place) {
    this.#bars = bars
    this.#windows = windows
    this.#out = out
  }

  extend(from: number, to: number): void {
    const close = this.#bars.close
    const highs = this.#windows.highs.values
    const lows = this.#windows.lows.values
    const distance = this.#out.distance.values
    const half = this.#out.half.values
    const { shift } = this.#windows
    const start = Math.min(to, this.#windows.warmup)
    if (from < start) for (const values of [distance, half]) values.fill(Number.NaN, from, start)
    for (let i = Math.max(from, start); i < to; i++) {
      const isHighBefore = +((highs[i - shift] as number) > (highs[i] as number))
      const isLowBefore = +((lows[i - shift] as number) < (lows[i] as number))
      const top = highs[i - (shift & -isHighBefore)] as number
      const bottom = lows[i - (shift & -isLowBefore)] as number
      distance[i] = (close[i] as number) - (top + bottom) * 0.5
      half[i] = (top - bottom) * 0.5
    }
  }
}

/** The quotient of two averages, and its own average. */
class Smi implements Indicator {
  readonly #place: Place
  readonly #out: Readonly<Record<'smi' | 'signal', Column>>
  readonly #start: number
  readonly #weight: number
  #signal = 0.5

  constructor(
    place: Place,
    out: Readonly<Record<'smi' | 'signal', Column>>,
    { start, weight }: { start: number; weight: number },
  ) {
    this.#place = place
    this.#out = out
    this.#start = start
    this.#weight = weight
  }

  extend(from: number, to: number): void {
    const distance = this.#place.distance.values
    const half = this.#place.half.values
    const out = this.#out.smi.values
    const signalOut = this.#out.signal.values
    const weight = this.#weight
    const start = Math.min(to, this.#start)
    if (from < start) for (const values of [out, signalOut]) values.fill(Number.NaN, from, start)
    let signal = this.#signal
    for (let i = Math.max(from, start); i < to; i++) {
      const whole = half[i] as number
      const value = whole === 0 ? 0 : (100 * (distance[i] as number)) / whole
      signal = i === this.#start ? value : signal + weight * (value - signal)
      out[i] = value
      signalOut[i] = signal
    }
    this.#signal = signal
  }
}
