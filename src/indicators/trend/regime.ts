import { integer, number } from '../../core/params.ts'
import type { Column } from '../../market/column.ts'
import { sma } from '../averages/sma.ts'
import { defineIndicator, type Indicator, type SourceColumn } from '../indicator.ts'
import { realisedVolatility } from '../volatility/realised-volatility.ts'
import { adx } from './adx.ts'

/** What `regime` says. */
export const RANGING = 0
export const TRENDING = 1
export const HIGH_VOLATILITY = 2

/** The regimes in words, each at the index that is its number. */
export const REGIME_NAMES = ['ranging', 'trending', 'volatile'] as const

export type RegimeName = (typeof REGIME_NAMES)[number]

/**
 * Market regime: 2 high volatility, 1 trending, 0 ranging, in this order of rank. Volatility is high from when realised volatility
 * over `volatilityPeriod` bars exceeds `enterHigh` times its own mean over `baselinePeriod` bars until it falls to `leaveHigh` times
 * that mean. A trend is there from when ADX exceeds `enterTrend` until it falls to `leaveTrend`. Between the two thresholds of a pair
 * the regime stays as it was (hysteresis), so that it does not flap.
 * ADX: J. W. Wilder, 1978. The thresholds are ours.
 */
export const regime = defineIndicator({
  name: 'regime',
  title: 'Market regime',
  about:
    '2 while realised volatility is above enterHigh x its mean over baselinePeriod, until at most leaveHigh x that mean; else 1 while ADX is above enterTrend, until at most leaveTrend; else 0.',
  params: {
    adxPeriod: integer(14, { min: 2, max: 500 }),
    enterTrend: number(25, { min: 0, max: 100 }),
    leaveTrend: number(20, { min: 0, max: 100 }),
    volatilityPeriod: integer(24, { min: 2, max: 2000 }),
    baselinePeriod: integer(240, { min: 2, max: 5000 }),
    enterHigh: number(1.5, { min: 0.1, max: 20 }),
    leaveHigh: number(1.2, { min: 0.1, max: 20 }),
  },
  lines: ['regime'],
  takesSource: false,
  warmup: ({ adxPeriod, volatilityPeriod, baselinePeriod }) => ({
    regime: Math.max(2 * adxPeriod - 1, volatilityPeriod + baselinePeriod - 1),
  }),
  create: ({ lines }, params, out) => {
    const strength = lines(adx, { period: params.adxPeriod }).adx
    const volatility = lines(realisedVolatility, { period: params.volatilityPeriod }).realisedVolatility
    const baseline = lines(sma, { period: params.baselinePeriod }, volatility).sma
    return new Regime({ strength, volatility, baseline }, out.regime, params)
  },
})

interface Thresholds {
  readonly enterTrend: number
  readonly leaveTrend: number
  readonly enterHigh: number
  readonly leaveHigh: number
}

type Parts = Readonly<Record<'strength' | 'volatility' | 'baseline', SourceColumn>>

class Regime implements Indicator {
  readonly #parts: Parts
  readonly #out: Column
  readonly #thresholds: Thresholds
  #isTrending = false
  #isHigh = false

  constructor(parts: Parts, out: Column, thresholds: Thresholds) {
    this.#parts = parts
    this.#out = out
    this.#thresholds = thresholds
  }

  extend(from: number, to: number): void {
    const strength = this.#parts.strength.column.values
    const volatility = this.#parts.volatility.column.values
    const baseline = this.#parts.baseline.column.values
    const out = this.#out.values
    const { enterTrend, leaveTrend, enterHigh, leaveHigh } = this.#thresholds
    const start = Math.min(to, Math.max(this.#parts.strength.warmup, this.#parts.baseline.warmup))
    if (from < start) out.fill(Number.NaN, from, start)
    let isTrending = this.#isTrending
    let isHigh = this.#isHigh
    for (let i = Math.max(from, start); i < to; i++) {
      isTrending = (strength[i] as number) > (isTrending ? leaveTrend : enterTrend)
      isHigh = (volatility[i] as number) > (isHigh ? leaveHigh : enterHigh) * (baseline[i] as number)
      out[i] = isHigh ? HIGH_VOLATILITY : isTrending ? TRENDING : RANGING
    }
    this.#isTrending = isTrending
    this.#isHigh = isHigh
  }
}
