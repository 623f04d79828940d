import { integer } from '../../core/params.ts'
import type { Column } from '../../market/column.ts'
import { sma } from '../averages/sma.ts'
import { defineIndicator, type Indicator, type SourceColumn } from '../indicator.ts'
import { highest } from '../levels/highest.ts'
import { lowest } from '../levels/lowest.ts'
import { rsi } from './rsi.ts'

/**
 * The place of the RSI in its range before smoothing, an indicator of its own so that k and d can be averages like any
 * other.
 */
const rawStochRsi = defineIndicator({
  name: 'raw-stoch-rsi',
  title: 'Place of the RSI in its range',
  about: '100 x (rsi - lowest rsi) / (highest rsi - lowest rsi); 0 when that range is below 1e-9.',
  params: { period: integer(14, { min: 1, max: 5000 }), rsiPeriod: integer(14, { min: 1, max: 5000 }) },
  lines: ['raw'],
  takesSource: true,
  warmup: ({ period, rsiPeriod }) => ({ raw: rsiPeriod + period - 1 }),
  create: ({ lines }, { period, rsiPeriod }, out) => {
    const line = lines(rsi, { period: rsiPeriod }).rsi
    const top = lines(highest, { period }, line).highest
    return new RawStochRsi(line.column, top, lines(lowest, { period }, line).lowest.column, out.raw)
  },
})

/**
 * Stochastic RSI (T. Chande and S. Kroll, The New Technical Trader, 1994): the stochastic oscillator of the RSI, 0 to
 * 100. k is smoothed by a simple mean of `smooth` bars, d is the simple mean of k over `signal` bars. An RSI that does
 * not move counts as 0, as in Tulip; below 1e-9 points its moves are rounding.
 */
export const stochRsi = defineIndicator({
  name: 'stochRsi',
  title: 'Stochastic RSI',
  about:
    'k = SMA(smooth) of 100 x (rsi - lowest rsi) / (highest rsi - lowest rsi) of RSI(rsiPeriod) over period bars, 0 when that range is below 1e-9; d = SMA(signal) of k.',
  params: {
    ...rawStochRsi.params,
    smooth: integer(3, { min: 1, max: 500 }),
    signal: integer(3, { min: 1, max: 500 }),
  },
  lines: ['k', 'd'],
  takesSource: true,
  warmup: ({ period, rsiPeriod, smooth, signal }) => {
    const k = rsiPeriod + period + smooth - 2
    return { k, d: k + signal - 1 }
  },
  share: ({ lines }, { period, rsiPeriod, smooth, signal }) => {
    const k = lines(sma, { period: smooth }, lines(rawStochRsi, { period, rsiPeriod }).raw).sma
    return { k, d: lines(sma, { period: signal }, k).sma }
  },
})

class RawStochRsi implements Indicator {
  readonly #rsi: Column
  readonly #top: SourceColumn
  readonly #bottom: Column
  readonly #out: Column

  constructor(line: Column, top: SourceColumn, bottom: Column, out: Column) {
    this.#rsi = line
    this.#top = top
    this.#bottom = bottom
    this.#out = out
  }

  extend(from: number, to: number): void {
    const line = this.#rsi.values
    const tops = this.#top.column.values
    const bottoms = this.#bottom.values
    const out = this.#out.values
    const start = Math.min(to, this.#top.warmup)
    if (from < start) out.fill(Number.NaN, from, start)
    for (let i = Math.max(from, start); i < to; i++) {
      const bottom = bottoms[i] as number
      const range = (tops[i] as number) - bottom
      out[i] = range < 1e-9 ? 0 : (100 * ((line[i] as number) - bottom)) / range
    }
  }
}
