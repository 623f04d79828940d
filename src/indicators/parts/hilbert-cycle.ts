import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'
import { price } from '../levels/price.ts'

/**
 * The first bars, whose history is too short for the filters: everything that is kept from bar to bar, smooth too, is 0
 * in them.
 */
export const HILBERT_WARMUP = 6

/**
 * The length of the cycle that prevails in the middle price (high + low) / 2, and how far it has gone, from its Hilbert
 * transform: not in the catalogue, for others to read. J. F. Ehlers, Rocket Science for Traders, 2001, with the
 * constants printed there. As everything starts at 0, some 130 bars pass until the period no longer depends on which
 * bar was the first.
 */
export const hilbertCycle = defineIndicator({
  name: 'hilbert-cycle',
  title: 'Prevailing cycle',
  about:
    'smooth = weighted mean 4 3 2 1 of (high + low) / 2; period in bars from the homodyne discriminator of its Hilbert transform, 6 to 50 before it is smoothed by 0.2; phase in degrees, -90 to 90; period and phase are 0 for the first 6 bars, and so is all that the filters read of them.',
  params: {},
  lines: ['smooth', 'period', 'phase'],
  keptOnDemand: ['smooth', 'phase'],
  takesSource: false,
  warmup: () => ({ smooth: HILBERT_WARMUP, period: 0, phase: 0 }),
  create: ({ lines }, _params, out) => new HilbertCycle(lines(price, { of: 'hl2' }).price.column, out),
})

const DEGREES = 180 / Math.PI

/** Values of the last 16 bars, at `i & 15`. */
type Recent = Float64Array

class HilbertCycle implements Indicator {
  readonly #price: Column
  readonly #out: Readonly<Record<'smooth' | 'period' | 'phase', Column>>
  readonly #smooth: Recent = new Float64Array(16)
  readonly #detrended: Recent = new Float64Array(16)
  readonly #quadrature: Recent = new Float64Array(16)
  /** The smoothed phasor of the bar before, and the smoothed product of it and the one before that. */
  #i2 = 0.5
  #q2 = 0.5
  #re = 0.5
  #im = 0.5
  #period = 0.5

  constructor(middle: Column, out: Readonly<Record<'smooth' | 'period' | 'phase', Column>>) {
    this.#price = middle
    this.#out = out
    this.#i2 = this.#q2 = this.#re = this.#im = this.#period = 0
  }

  extend(from: number, to: number): void {
    const start = Math.min(to, HILBERT_WARMUP)
    for (let i = from; i < start; i++) this.#begin(i)
    const prices = this.#price.values
    const { values: smoothOut, mask: smoothMask } = this.#out.smooth
    const { values: phaseOut, mask: phaseMask } = this.#out.phase
    const periodOut = this.#out.period.values
    const smooth = this.#smooth
    const detrended = this.#detrended
    const quadrature = this.#quadrature
    let i2 = this.#i2
    let q2 = this.#q2
    let re = this.#re
    let im = this.#im
    let period = this.#period
    for (let i = Math.max(from, start); i < to; i++) {
      const gain = 0.075 * period + 0.54
      smooth[i & 15] = weightedMean(prices, i)
      detrended[i & 15] = transform(smooth, i) * gain
      quadrature[i & 15] = transform(detrended, i) * gain
      const inPhase = detrended[(i - 3) & 15] as number
      const i2Before = i2
      const q2Before = q2
      i2 = 0.2 * (inPhase - transform(quadrature, i) * gain) + 0.8 * i2
      q2 = 0.2 * ((quadrature[i & 15] as number) + transform(detrended, i - 3) * gain) + 0.8 * q2
      re = 0.2 * (i2 * i2Before + q2 * q2Before) + 0.8 * re
      im = 0.2 * (i2 * q2Before - q2 * i2Before) + 0.8 * im
      period = 0.2 * nextPeriod(re, im, period) + 0.8 * period
      smoothOut[i & smoothMask] = smooth[i & 15] as number
      periodOut[i] = period
      phaseOut[i & phaseMask] = inPhase === 0 ? 0 : Math.atan((quadrature[i & 15] as number) / inPhase) * DEGREES
    }
    this.#i2 = i2
    this.#q2 = q2
    this.#re = re
    this.#im = im
    this.#period = period
  }

  #begin(i: number): void {
    const { smooth, period, phase } = this.#out
    smooth.values[i & smooth.mask] = Number.NaN
    period.values[i] = 0
    phase.values[i & phase.mask] = 0
  }
}

function weightedMean(prices: Float64Array, i: number): number {
  const older = 2 * (prices[i - 2] as number) + (prices[i - 3] as number)
  return (4 * (prices[i] as number) + 3 * (prices[i - 1] as number) + older) / 10
}

/** The Hilbert transform as a filter of seven values. In pairs, so that equal values give exactly 0. */
function transform(values: Recent, i: number): number {
  const outer = (values[i & 15] as number) - (values[(i - 6) & 15] as number)
  const inner = (values[(i - 2) & 15] as number) - (values[(i - 4) & 15] as number)
  return 0.0962 * outer + 0.5769 * inner
}

/** The bars of a full turn at the newest change of angle, near the one before. */
function nextPeriod(re: number, im: number, before: number): number {
  const turn = re !== 0 && im !== 0 ? (2 * Math.PI) / Math.atan(im / re) : 0
  const near = Math.max(Math.min(turn, 1.5 * before), 0.67 * before)
  return Math.min(Math.max(near, 6), 50)
}
